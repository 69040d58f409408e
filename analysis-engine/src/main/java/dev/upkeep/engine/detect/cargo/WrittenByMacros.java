package dev.upkeep.engine.detect.cargo;

import dev.upkeep.engine.detect.Repository;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Crates that nobody names, because a macro writes their names into the code that calls it. */
public final class WrittenByMacros {

    /** What crates of macros are called beside the crate that their code leads to. */
    private static final String MACROS = "[-_](proc[-_])?(macros?|derive|codegen|impl|attributes)";

    private static final Pattern PART = Pattern.compile("[-_](core|runtime|rt|support|types)$");

    /**
     * Macros that write a crate of another family, by a word that whoever uses them writes: the derive itself, an
     * attribute, or the crate of macros.
     */
    private static final Map<String, Set<String>> KNOWN = Map.of(
            "FromJsonQueryResult", Set.of("serde_json"),
            "check_bytes", Set.of("bytecheck"),
            "num_derive", Set.of("num-traits"),
            "test_log", Set.of("env_logger", "tracing-subscriber"),
            "test_strategy", Set.of("proptest"));

    /** What a derive or an attribute of the crate looks like, whose code begins paths with the name of the crate. */
    private static final Map<String, Pattern> DERIVED = Map.ofEntries(
            Map.entry("serde", Pattern.compile(derive("Serialize|Deserialize") + "|\\bderive\\([^)]*erialize_repr\\b")),
            Map.entry("schemars", derive("JsonSchema")),
            Map.entry("clap", derive("Parser|Subcommand|Args|ValueEnum")),
            Map.entry("thiserror", Pattern.compile(derive("Error") + "[^;]{0,400}?#\\[error\\(")),
            Map.entry("bytemuck", derive("Pod|Zeroable|AnyBitPattern|NoUninit")),
            Map.entry("zeroize", derive("Zeroize|ZeroizeOnDrop")),
            Map.entry("validator", derive("Validate")),
            Map.entry("garde", derive("Validate")),
            Map.entry("utoipa", derive("ToSchema|ToResponse|IntoParams|IntoResponses|OpenApi")),
            Map.entry("ts-rs", derive("TS")),
            Map.entry("sqlx", derive("FromRow")),
            Map.entry("sea-orm", derive("Derive\\w+|FromQueryResult")),
            Map.entry("diesel", derive("Queryable\\w*|Insertable|Selectable|Identifiable|AsChangeset|Associations")),
            Map.entry("borsh", derive("Borsh\\w+")),
            Map.entry("bincode", derive("Encode|Decode|BorrowDecode")),
            Map.entry("rkyv", derive("Archive")),
            Map.entry("zerocopy", derive("FromBytes|TryFromBytes|IntoBytes|KnownLayout|Immutable|Unaligned")),
            Map.entry("arbitrary", derive("Arbitrary")),
            Map.entry("askama", derive("Template")),
            Map.entry("binrw", derive("BinRead|BinWrite")),
            Map.entry("cynic", derive("QueryFragment|QueryVariables|InlineFragments")),
            Map.entry("darling", derive("From(?:DeriveInput|Meta|Field|Variant|Attributes|Generics|TypeParam)")),
            Map.entry("defmt", derive("Format")),
            Map.entry("deku", derive("DekuRead|DekuWrite")),
            Map.entry("enum-map", derive("Enum")),
            Map.entry("graphql_client", derive("GraphQLQuery")),
            Map.entry("miette", derive("Diagnostic")),
            Map.entry("minicbor", derive("Encode|Decode|CborLen")),
            Map.entry("parity-scale-codec", derive("Encode|Decode|MaxEncodedLen")),
            Map.entry("rust-embed", derive("RustEmbed|Embed")),
            Map.entry("scale-info", derive("TypeInfo")),
            Map.entry("snafu", derive("Snafu")),
            Map.entry("strum", derive("EnumIter|EnumString|EnumCount|VariantNames|AsRefStr|IntoStaticStr")),
            Map.entry("structopt", derive("StructOpt")),
            Map.entry("tabled", derive("Tabled")),
            Map.entry("yoke", derive("Yokeable")),
            Map.entry("zerofrom", derive("ZeroFrom")),
            Map.entry("prost", derive("Message|Enumeration|Oneof")),
            Map.entry("juniper", derive("GraphQL\\w+")),
            Map.entry("async-graphql", derive("\\w*Object|MergedSubscription|Enum|Union|Interface")),
            Map.entry("windows-core", Pattern.compile("#\\[(?:\\w+::)*(?:interface\\(\\s*\"|implement\\()")),
            Map.entry("tracing", Pattern.compile("#\\[instrument\\b")));

    private WrittenByMacros() {}

    private static Pattern derive(String names) {
        return Pattern.compile("\\bderive\\((?:[^)]*[\\s,])?(?:" + names + ")\\b[^)]*\\)");
    }

    /**
     * Whether this code derives what the crate is known for, be it through a name that another crate hands on: a path, as
     * in {@code rkyv::Serialize}, says where it is from.
     */
    public static boolean isDerived(CargoDependency dependency, String code) {
        Pattern derived = DERIVED.get(dependency.packageName());
        return derived != null && derived.matcher(code).find();
    }

    /** Whether a macro that the package uses writes the name, one of this repository or one that is known for it. */
    public static boolean name(Repository repository, CargoPackage owner, CargoDependency dependency) {
        CrateUse use = new CrateUse(repository, owner);
        return use.standInMacros(dependency) || areOfOthers(owner, dependency, use);
    }

    static boolean areKnown(CargoPackage owner, CargoDependency dependency, CrateUse use) {
        return areOfOthers(owner, dependency, use)
                || (DERIVED.containsKey(dependency.packageName())
                        && use.texts().stream().anyMatch(text -> isDerived(dependency, text)));
    }

    private static boolean areOfOthers(CargoPackage owner, CargoDependency dependency, CrateUse use) {
        return isOfFamily(owner, dependency, use)
                || isOfTauriContext(owner, dependency, use)
                || isOfWasmBindgen(dependency, use)
                || KNOWN.entrySet().stream()
                        .filter(known -> known.getValue().contains(dependency.packageName()))
                        .anyMatch(known -> use.hasWord(known.getKey()));
    }

    /** {@code strum} beside {@code strum_macros}, which is used, and {@code meter-core} beside {@code meter-macros}. */
    private static boolean isOfFamily(CargoPackage owner, CargoDependency dependency, CrateUse use) {
        String family =
                Pattern.quote(PART.matcher(dependency.key()).replaceFirst("")) + "|" + Pattern.quote(dependency.key());
        Pattern macros = Pattern.compile("(" + family + ")" + MACROS);
        return CargoDependency.of(owner.document()).stream()
                .filter(other -> macros.matcher(other.key()).matches())
                .anyMatch(use::names);
    }

    /** {@code tauri::generate_context!()} writes what plug-ins are set to as values of {@code ::serde_json}. */
    private static boolean isOfTauriContext(CargoPackage owner, CargoDependency dependency, CrateUse use) {
        return dependency.packageName().equals("serde_json")
                && owner.document().at("dependencies", "tauri").isPresent()
                && use.hasWord("generate_context");
    }

    /** {@code #[wasm_bindgen]} makes a promise of an {@code async fn} with the other crate. */
    private static boolean isOfWasmBindgen(CargoDependency dependency, CrateUse use) {
        return dependency.packageName().equals("wasm-bindgen-futures")
                && use.hasWord("wasm_bindgen")
                && use.hasWord("async");
    }
}
