package dev.upkeep.engine.detect.script.graph;

import dev.upkeep.engine.detect.npm.NpmPackage;
import dev.upkeep.engine.detect.script.facts.ToolConfigs;
import dev.upkeep.engine.document.Paths;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Files that frameworks and tools find by their place, by the package that declares the framework. */
final class Conventions {

    private static final String CODE = "\\.([cm]?[jt]s|[jt]sx|mdx?)$";

    private record Convention(Set<String> dependencies, Pattern files) {

        static Convention of(String dependencies, String files) {
            return new Convention(Set.of(dependencies.split(" ", -1)), Pattern.compile(files));
        }
    }

    /** Asked of every script, so that each part is tried only where it can fit. */
    private static final Pattern FIRST =
            Pattern.compile("(src/)?(index|main|server|cli|bootstrap|polyfills?|entry([.-]\\w+)?)" + CODE
                    + "|(api|functions|netlify|supabase|lambdas?|edge-functions)/");

    private static final Pattern NAME =
            Pattern.compile(".*\\.d\\.(\\w+\\.)?[cm]?ts|(.*[.-])?(worker|service-?worker|sw)" + CODE);
    private static final Set<String> FOLDERS = Set.of(
            "bin",
            "migration",
            "migrations",
            "seed",
            "seeds",
            "seeder",
            "seeders",
            "fixtures",
            "factories",
            "subscribers",
            "locale",
            "locales",
            "lang",
            "langs",
            "i18n",
            "translation",
            "translations",
            "plugins");
    /** What lies below is sent to browsers as it is. */
    private static final Set<String> SENT = Set.of("public", "static", "www", "webroot", "wwwroot", "resources");

    private static final List<Convention> KNOWN = List.of(
            Convention.of(
                    "next",
                    "^(src/)?app/(.*/)?(page|layout|template|loading|error|global-error|not-found|forbidden|unauthorized"
                            + "|route|default|sitemap|robots|manifest|favicon|icon\\d*|apple-icon\\d*|opengraph-image\\d*"
                            + "|twitter-image\\d*)" + CODE
                            + "|^(src/)?pages/|^(src/)?(middleware|proxy|instrumentation(-client)?|mdx-components)"
                            + CODE),
            Convention.of(
                    "react-scripts",
                    "^src/(index|setupTests|setupProxy|service-worker|serviceWorker|react-app-env.*)" + CODE),
            Convention.of(
                    "@remix-run/react @remix-run/node @remix-run/dev @react-router/dev @react-router/node",
                    "^(app|src)/(root|routes|entry\\..*|.*routes/.*)" + CODE + "|(^|/)routes/"),
            Convention.of("@sveltejs/kit", "^src/(routes/|params/|hooks|app\\.|service-worker|instrumentation)"),
            Convention.of("@solidjs/start solid-start", "^src/(routes/|entry|app\\.)"),
            Convention.of(
                    "@tanstack/react-start @tanstack/start @tanstack/react-router @tanstack/router-plugin",
                    "(^|/)routes/|(^|/)(router|client|ssr|server|start)" + CODE),
            Convention.of("astro", "^src/(pages/|content/|content\\.config|middleware|actions/|live\\.config)"),
            Convention.of("gatsby", "^(src/(pages|templates|html|api)[/.]|gatsby-)"),
            Convention.of("expo-router", "^(src/)?app/"),
            Convention.of("expo react-native", "^(src/)?(App|index)([.]\\w+)?" + CODE),
            Convention.of(
                    "@angular/core",
                    "^((projects|apps)/[^/]+/)?src/(main|polyfills|test|environments/|server|app/app\\.(config|routes|module))"),
            Convention.of("@nestjs/core", "^(src/|apps/[^/]+/src/)main" + CODE),
            Convention.of(
                    "typeorm knex sequelize mongoose objection",
                    "(^|/)(entities|entity|models|migrations?|seeds?)/|\\.(entity|model|migration)" + CODE),
            Convention.of("@docusaurus/core", "^(src/(pages|theme|plugins)/|docs/|blog/|sidebars)"),
            Convention.of(
                    "@storybook/react @storybook/vue3 @storybook/react-vite @storybook/nextjs storybook",
                    "^\\.storybook/|\\.stories\\."),
            Convention.of("vitepress vuepress", "^(docs/)?\\.vitepress/|^(docs/)?\\.vuepress/"),
            Convention.of("eslint", "(^|/)eslint[-.]"),
            Convention.of("evalite vitest-evals", "\\.eval" + CODE),
            Convention.of("react-email", "(^|/)(emails?|templates)/.*\\.[jt]sx$"),
            Convention.of("fastify-autoload @fastify/autoload", "(^|/)(plugins|routes)/"),
            Convention.of("discord.js", "(^|/)(commands|events|listeners)/"),
            Convention.of("@temporalio/worker", "(^|/)(workflows|activities)"),
            Convention.of("@trigger.dev/sdk inngest", "(^|/)(trigger|jobs|inngest)/"));

    /** Frameworks that load by rules of their own, or import without writing it: nothing is said about their files. */
    private static final Set<String> UNKNOWN_LOADING = Set.of(
            "nuxt",
            "nuxt3",
            "nitropack",
            "ember-source",
            "ember-cli",
            "meteor-node-stubs",
            "@adonisjs/core",
            "@adonisjs/framework",
            "@strapi/strapi",
            "@strapi/core",
            "strapi",
            "sails",
            "@redwoodjs/core",
            "@redwoodjs/web",
            "blitz",
            "@raycast/api",
            "wxt",
            "plasmo",
            "umi",
            "@umijs/max",
            "ice",
            "@ice/app",
            "quasar",
            "@quasar/app-vite",
            "@quasar/app-webpack",
            "@tarojs/taro",
            "@dcloudio/uni-app",
            "@builder.io/qwik-city",
            "vike",
            "vite-plugin-ssr",
            "vite-plugin-pages",
            "unplugin-vue-router",
            "unplugin-auto-import",
            "unplugin-vue-components",
            "waku",
            "rakkasjs",
            "@shopify/hydrogen",
            "aurelia-framework",
            "aurelia",
            "requirejs",
            "systemjs",
            "browserify-shim",
            "@feathersjs/cli",
            "moleculer",
            "@cubejs-backend/server",
            "@midwayjs/core",
            "egg",
            "@loopback/boot",
            "dojo",
            "@directus/extensions-sdk",
            "@backstage/cli",
            "n8n-workflow",
            "@hotwired/stimulus",
            "stimulus",
            "@grafana/toolkit",
            "kibana",
            "tns-core-modules",
            "@nativescript/core");

    private final List<Pattern> frameworks;

    /** @param owners the package of the files that will be asked about, then those around it */
    Conventions(List<NpmPackage> owners) {
        this.frameworks = KNOWN.stream()
                .filter(each -> each.dependencies().stream().anyMatch(name -> declares(owners, name)))
                .map(Convention::files)
                .toList();
    }

    /** Whether the file, named relative to the folder of its package, is started by its place. */
    boolean starts(String relative) {
        return FIRST.matcher(relative).lookingAt()
                || isNamed(Paths.name(relative))
                || liesIn(relative, FOLDERS)
                || (isPlain(relative) && liesIn(relative, SENT))
                || ToolConfigs.isOne(relative)
                || frameworks.stream().anyMatch(files -> files.matcher(relative).find());
    }

    private static boolean isNamed(String name) {
        return (name.contains(".d.") || name.contains("worker") || name.contains("sw."))
                && NAME.matcher(name).matches();
    }

    private static boolean isPlain(String path) {
        return path.endsWith(".js") || path.endsWith(".mjs") || path.endsWith(".cjs");
    }

    private static boolean liesIn(String relative, Set<String> names) {
        int from = 0;
        for (int slash = relative.indexOf('/'); slash >= 0; slash = relative.indexOf('/', from)) {
            if (names.contains(relative.substring(from, slash))) {
                return true;
            }
            from = slash + 1;
        }
        return false;
    }

    /** Whether a framework loads files by rules that are not known here. */
    static boolean areUnknown(List<NpmPackage> owners) {
        return UNKNOWN_LOADING.stream().anyMatch(name -> declares(owners, name));
    }

    private static boolean declares(List<NpmPackage> owners, String dependency) {
        return owners.stream().anyMatch(npm -> npm.declares(dependency));
    }
}
