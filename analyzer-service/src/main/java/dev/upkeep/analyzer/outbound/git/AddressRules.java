package dev.upkeep.analyzer.outbound.git;

import dev.upkeep.analyzer.domain.Outcome;
import dev.upkeep.analyzer.domain.SourceAddress.Remote;
import dev.upkeep.events.AnalysisRefused.Reason;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which hosts may be asked. The name is looked up once and git is held to the answer, so that a name server cannot
 * give a public address here and a private one there.
 */
final class AddressRules {

    /** IANA's special-purpose registries (RFC 6890), and those IPv6 addresses that carry an IPv4 address inside. */
    private static final List<Block> NOT_PUBLIC = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "224.0.0.0/4",
                    "240.0.0.0/4",
                    "::/96",
                    "64:ff9b::/96",
                    "64:ff9b:1::/48",
                    "2001::/32",
                    "2002::/16",
                    "fc00::/7",
                    "fe80::/10",
                    "ff00::/8")
            .map(Block::parse)
            .toList();

    private final boolean privateAllowed;

    AddressRules(boolean privateAllowed) {
        this.privateAllowed = privateAllowed;
    }

    /**
     * An address that may be asked.
     *
     * @param ips what its host name stands for
     */
    record Allowed(Remote remote, List<InetAddress> ips) {}

    /** Looks the host up and holds it against the rules. */
    Outcome<Allowed> check(Remote remote) {
        if (remote.scheme().equals("http") && !privateAllowed) {
            return Outcome.refused(
                    Reason.ADDRESS_NOT_ALLOWED,
                    "Plain http can be read and changed on its way. Give an https address.");
        }
        try {
            List<InetAddress> ips = Arrays.asList(InetAddress.getAllByName(remote.host()));
            if (!privateAllowed && ips.stream().anyMatch(AddressRules::isPrivate)) {
                return Outcome.refused(
                        Reason.ADDRESS_NOT_ALLOWED,
                        "The host " + remote.host() + " has a private address, and this installation reads public ones"
                                + " only. Its operator can set upkeep.analyzer.allow-private-addresses=true.");
            }
            return Outcome.of(new Allowed(remote, ips));
        } catch (UnknownHostException _) {
            return Outcome.refused(
                    Reason.HOST_UNREACHABLE,
                    "The host name " + remote.host() + " is not known. Check the address for a typo, and the analyser's"
                            + " name server.");
        }
    }

    private static boolean isPrivate(InetAddress ip) {
        return NOT_PUBLIC.stream().anyMatch(block -> block.holds(ip.getAddress()));
    }

    /** Addresses that agree in their first bits. */
    private record Block(BigInteger start, int length, int bits) {

        static Block parse(String text) {
            int slash = text.indexOf('/');
            byte[] start = InetAddress.ofLiteral(text.substring(0, slash)).getAddress();
            return new Block(new BigInteger(1, start), start.length, Integer.parseInt(text.substring(slash + 1)));
        }

        boolean holds(byte[] ip) {
            int difference = start.xor(new BigInteger(1, ip)).bitLength();
            return ip.length == length && difference <= length * 8 - bits;
        }
    }
}
