package dev.upkeep.system;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** As much of Protocol Buffers' wire format as spans need: the fields that have a length; numbers are passed over. */
final class ProtobufMessage {

    private final List<Field> fields = new ArrayList<>();

    private record Field(int number, ByteBuffer content) {}

    /** Reads all of the buffer. */
    static ProtobufMessage parse(ByteBuffer buffer) {
        ProtobufMessage message = new ProtobufMessage();
        while (buffer.hasRemaining()) {
            message.readField(buffer);
        }
        return message;
    }

    /** The messages of a repeated field. */
    List<ProtobufMessage> messages(int number) {
        return contents(number).stream().map(ProtobufMessage::parse).toList();
    }

    /** Empty where the field is not set. */
    String text(int number) {
        return new String(bytes(number), StandardCharsets.UTF_8);
    }

    /** Bytes as hexadecimal digits; empty where the field is not set. */
    String hex(int number) {
        return HexFormat.of().formatHex(bytes(number));
    }

    private byte[] bytes(int number) {
        List<ByteBuffer> contents = contents(number);
        if (contents.isEmpty()) {
            return new byte[0];
        }
        byte[] bytes = new byte[contents.getLast().remaining()];
        contents.getLast().get(bytes);
        return bytes;
    }

    private List<ByteBuffer> contents(int number) {
        return fields.stream()
                .filter(field -> field.number() == number)
                .map(field -> field.content().duplicate())
                .toList();
    }

    private void readField(ByteBuffer buffer) {
        long tag = varint(buffer);
        int type = (int) (tag & 7);
        switch (type) {
            case 0 -> varint(buffer);
            case 1 -> buffer.position(buffer.position() + Long.BYTES);
            case 2 -> {
                int length = (int) varint(buffer);
                fields.add(new Field((int) (tag >>> 3), buffer.slice(buffer.position(), length)));
                buffer.position(buffer.position() + length);
            }
            case 5 -> buffer.position(buffer.position() + Integer.BYTES);
            default -> throw new IllegalArgumentException("no wire type of proto3: " + type);
        }
    }

    private static long varint(ByteBuffer buffer) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = buffer.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }
}
