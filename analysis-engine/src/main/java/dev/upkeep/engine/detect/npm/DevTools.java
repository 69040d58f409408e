package dev.upkeep.engine.detect.npm;

import java.util.List;
import java.util.Set;

/** Packages that work on source code and have no part in running it. */
final class DevTools {

    private static final Set<String> NAMES = Set.of(
            "@biomejs/biome",
            "@playwright/test",
            "@swc-node/register",
            "@vitest/coverage-v8",
            "@vitest/ui",
            "ava",
            "babel-eslint",
            "babel-jest",
            "babel-loader",
            "c8",
            "chai",
            "commitizen",
            "cypress",
            "depcheck",
            "dprint",
            "eslint",
            "gulp",
            "grunt",
            "husky",
            "jasmine",
            "jest",
            "jest-environment-jsdom",
            "jscpd",
            "karma",
            "knip",
            "lint-staged",
            "madge",
            "mocha",
            "nodemon",
            "npm-check-updates",
            "npm-run-all",
            "nyc",
            "oxlint",
            "playwright-test",
            "prettier",
            "semantic-release",
            "simple-git-hooks",
            "sinon",
            "source-map-explorer",
            "standard",
            "storybook",
            "stylelint",
            "supertest",
            "ts-jest",
            "ts-node-dev",
            "tsd",
            "tslint",
            "typedoc",
            "typescript",
            "typescript-eslint",
            "vitest",
            "webpack-bundle-analyzer",
            "webpack-cli",
            "webpack-dev-server",
            "xo");
    private static final List<String> PREFIXES = List.of(
            "@commitlint/",
            "@eslint/",
            "@jest/",
            "@semantic-release/",
            "@storybook/",
            "@testing-library/",
            "@typescript-eslint/",
            "eslint-config-",
            "eslint-plugin-",
            "karma-",
            "prettier-plugin-",
            "stylelint-config-");
    /** Programs for those who work on the code, which some also start in production. */
    private static final Set<String> HELPERS = Set.of(
            "@changesets/cli",
            "concurrently",
            "cross-env",
            "dotenv-cli",
            "http-server",
            "lefthook",
            "lerna",
            "live-server",
            "node-gyp",
            "npm-run-all2",
            "nx",
            "patch-package",
            "rimraf",
            "serve",
            "turbo",
            "wait-on");

    private static final String TYPES = "@types/";

    private DevTools() {}

    static boolean isTool(String name) {
        return NAMES.contains(name) || PREFIXES.stream().anyMatch(name::startsWith);
    }

    /** What is no product where it stands among tools alone. */
    static boolean isHelper(String name) {
        return HELPERS.contains(name);
    }

    /** Type declarations: read by the compiler only. */
    static boolean isTypes(String name) {
        return name.startsWith(TYPES);
    }
}
