package dev.upkeep.engine.detect.service;

import dev.upkeep.engine.detect.Repository;
import dev.upkeep.engine.detect.Repository.Model;
import dev.upkeep.engine.detect.cargo.CargoPackage;
import dev.upkeep.engine.detect.cargo.CargoWorkspace;
import dev.upkeep.engine.detect.npm.NpmPackage;
import dev.upkeep.engine.detect.npm.NpmWorkspace;
import dev.upkeep.engine.document.Value;
import dev.upkeep.engine.document.Value.Entry;
import dev.upkeep.engine.source.Context;
import dev.upkeep.engine.source.Language;
import dev.upkeep.engine.source.PathContexts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which packages belong to programs that run for long and answer many callers. Evidence: a web, RPC or bot framework
 * among the dependencies. A Rust crate also counts where another crate of the repository has such a framework and needs
 * it, directly or through others.
 *
 * @param rust folders of the crates
 * @param script folders of the npm packages
 */
public record Services(Set<String> rust, Set<String> script) {

    public static final Model<Services> MODEL = new Model<>("services", Services::read);

    private static final Set<String> RUST = Set.of(
            "axum",
            "actix-web",
            "rocket",
            "warp",
            "tide",
            "tonic",
            "poem",
            "salvo",
            "ntex",
            "gotham",
            "viz",
            "loco-rs",
            "async-graphql",
            "async-graphql-axum",
            "lambda_http",
            "lambda_runtime",
            "jsonrpsee",
            "serenity",
            "poise",
            "teloxide",
            "tauri");
    private static final Set<String> SCRIPT = Set.of(
            "express",
            "fastify",
            "koa",
            "@nestjs/core",
            "@nestjs/common",
            "hono",
            "@hapi/hapi",
            "restify",
            "polka",
            "next",
            "nuxt",
            "h3",
            "nitropack",
            "@sveltejs/kit",
            "@remix-run/node",
            "@apollo/server",
            "apollo-server",
            "apollo-server-express",
            "@trpc/server",
            "elysia",
            "@adonisjs/core",
            "@feathersjs/feathers",
            "discord.js",
            "telegraf");

    /** Whether code at this path runs in such a program. */
    public static boolean holds(Repository repository, String path, Language language) {
        Services services = repository.model(MODEL);
        if (language == Language.RUST) {
            Optional<CargoPackage> owner =
                    repository.model(CargoWorkspace.MODEL).owner(path);
            return owner.filter(each -> services.rust.contains(each.folder())).isPresent();
        }
        Optional<NpmPackage> owner = repository.model(NpmWorkspace.MODEL).owner(path);
        return owner.filter(each -> services.script.contains(each.folder())).isPresent();
    }

    private static Services read(Repository repository) {
        Set<String> script = repository.model(NpmWorkspace.MODEL).packages().stream()
                .filter(npm ->
                        npm.section("dependencies").stream().map(Entry::key).anyMatch(SCRIPT::contains))
                .map(NpmPackage::folder)
                .collect(Collectors.toSet());
        return new Services(rust(repository.model(CargoWorkspace.MODEL)), script);
    }

    private static Set<String> rust(CargoWorkspace workspace) {
        Map<String, CargoPackage> byName = new TreeMap<>();
        workspace.packages().forEach(each -> byName.put(each.name(), each));
        Set<String> found = new TreeSet<>();
        workspace.packages().stream()
                .filter(Services::isProduction)
                .filter(each -> dependencies(each).anyMatch(RUST::contains))
                .forEach(each -> add(each, byName, found));
        return found;
    }

    private static boolean isProduction(CargoPackage owner) {
        return owner.folder().isEmpty()
                || PathContexts.of(owner.folder() + "/lib.rs", Language.RUST) == Context.PRODUCTION;
    }

    private static void add(CargoPackage owner, Map<String, CargoPackage> byName, Set<String> found) {
        if (found.add(owner.folder())) {
            dependencies(owner)
                    .flatMap(name -> Optional.ofNullable(byName.get(name)).stream())
                    .forEach(each -> add(each, byName, found));
        }
    }

    /** The names of the packages that a crate needs in production. */
    private static Stream<String> dependencies(CargoPackage owner) {
        List<Entry> targets = owner.document().get("target").map(Value::entries).orElse(List.of());
        return Stream.concat(Stream.of(owner.document()), targets.stream().map(Entry::value))
                .flatMap(tables -> tables.get("dependencies").stream())
                .flatMap(table -> table.entries().stream())
                .map(entry ->
                        entry.value().get("package").flatMap(Value::string).orElse(entry.key()));
    }
}
