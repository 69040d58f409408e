package dev.upkeep.engine.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathContextsTest {

    @ParameterizedTest
    @CsvSource({
        "shop/src/main/java/com/example/Order.java, JAVA, PRODUCTION",
        "shop/src/main/resources/templates/order.html, HTML, PRODUCTION",
        "packages/app/src/main/ipc/__tests__/dump.ts, TYPESCRIPT, TEST",
        "packages/app/src/main/window.ts, TYPESCRIPT, PRODUCTION",
        "shop/tests/order.rs, RUST, TEST",
        "e2e_test/basic/rows.zip, BINARY, TEST",
        ".github/actions/review/dist/index.js, JAVASCRIPT, GENERATED",
        ".github/actions/review/index.js, JAVASCRIPT, SCRIPT",
        "core/testdir/index.db, BINARY, TEST",
        "crates/script/src/execute.rs, RUST, PRODUCTION",
        "crates/script/build.rs, RUST, SCRIPT",
        "packages/scripts/src/report.ts, TYPESCRIPT, SCRIPT",
        "crates/shop/script/src/release.rs, RUST, SCRIPT",
    })
    void packageNamesBelowTheMavenLayoutAreNoConventions(String path, Language language, Context context) {
        assertThat(PathContexts.of(path, language)).isEqualTo(context);
    }

    @ParameterizedTest
    @CsvSource({
        "frontend/cypress/integration/demo/demo.spec.ts, TYPESCRIPT, TEST",
        "src/pick.test-d.ts, TYPESCRIPT, TEST",
        "apps/editor/test-setup.js, JAVASCRIPT, TEST",
        "crates/test-util/src/lib.rs, RUST, TEST",
        "examples/shop/src/cart.test.tsx, TSX, TEST",
        "examples/shop/src/cart.tsx, TSX, EXAMPLE",
        "examples/test.rs, RUST, EXAMPLE",
        "shop-wasm-examples/cart/src/main.rs, RUST, EXAMPLE",
        "examples2d/joints.rs, RUST, EXAMPLE",
        "examples3d-f64/trimesh.rs, RUST, EXAMPLE",
        "packages/orm/type-tests/select.ts, TYPESCRIPT, TEST",
        "demo_files/1/src/main.rs, RUST, EXAMPLE",
        "issues/1143/src/main.rs, RUST, EXAMPLE",
        "src/issues/list.rs, RUST, PRODUCTION",
        "src/repro/seed.rs, RUST, PRODUCTION",
        "src/bench/cart.bench.test.ts, TYPESCRIPT, BENCHMARK",
    })
    void theMarkOfATestIsStrongerThanAFolderOfExamples(String path, Language language, Context context) {
        assertThat(PathContexts.of(path, language)).isEqualTo(context);
    }

    @ParameterizedTest
    @CsvSource({
        "src/openapi/spec/order-schema.ts, true",
        "src/openapi/spec/order.test.ts, false",
        "src/test/spec/order.ts, false",
        "src/openapi/order.ts, false",
    })
    void aFolderCalledSpecMayHoldASpecification(String path, boolean may) {
        assertThat(PathContexts.mayBeSpecification(path)).isEqualTo(may);
    }

    @ParameterizedTest
    @CsvSource({
        "shop/src/third_party/fetch.rs, RUST, PRODUCTION",
        "third_party/zip/src/lib.rs, RUST, VENDORED",
        "src/third_party/zip/src/lib.rs, RUST, VENDORED",
        "third_party/zip.rs, RUST, VENDORED",
        "shop/src/third_party/fetch.ts, TYPESCRIPT, VENDORED",
        "app/(site)/third-party/page.tsx, TSX, PRODUCTION",
        "cli/template/extras/src/app/page.tsx, TSX, EXAMPLE",
        "src/template/page.tsx, TSX, PRODUCTION",
        "src/components/vendor/list.tsx, TSX, PRODUCTION",
        "src/components/assets/vendor/zip.js, JAVASCRIPT, VENDORED",
        "packages/app/vendor/zip.js, JAVASCRIPT, VENDORED",
    })
    void modulesBelowTheSourcesOfRustAreNoCopies(String path, Language language, Context context) {
        assertThat(PathContexts.of(path, language)).isEqualTo(context);
    }
}
