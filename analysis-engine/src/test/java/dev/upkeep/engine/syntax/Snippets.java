package dev.upkeep.engine.syntax;

import dev.upkeep.engine.source.Language;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A little of every language that has a grammar, each with something beyond ASCII and something broken. */
final class Snippets {

    private static final Map<Language, String> TEXTS = Map.ofEntries(
            Map.entry(Language.RUST, """
                    /// Größe
                    pub fn size<'a>(items: &'a [u8]) -> Option<usize> {
                        let first = items.first().unwrap(); // é
                        match *first { 0 => None, n if n > 3 => Some(n as usize), _ => panic!("no {}", first) }
                    }
                    fn broken( { let x = ; }
                    """),
            Map.entry(Language.TYPESCRIPT, """
                    import { a, type B } from "./módulo";
                    export class C<T extends B> implements D { private x?: any = a!; get y(): T { return <T>this.x } }
                    const f = async (n: number) => { for await (const z of g()) console.log(`${n} ${z}`) }
                    let = ) 5;
                    """),
            Map.entry(Language.TSX, """
                    export const View = ({ n }: Props) => <div className="é" onClick={() => go(n)}>{n > 1 ? <b/> : null}</div>;
                    const broken = <a>;
                    """),
            Map.entry(Language.JAVASCRIPT, """
                    #!/usr/bin/env node
                    const { a, ...rest } = require("é"); /* c */ var r = /[/"']/g.test(a) ? a?.b : void 0
                    function* g() { yield* [1, 2n, ...rest]; label: while (true) { break label } }
                    if (a { }
                    """),
            Map.entry(Language.PYTHON, """
                    \"""Größe.\"""
                    @cache
                    async def f(a: int = 1, *b, **c) -> None:
                        try:
                            x = [y async for y in z if y] + f"{a!r:>{b}} é"
                        except (A, B) as e:
                            raise C from e
                    def broken(:
                        pass
                    """),
            Map.entry(Language.GO, """
                    package main // é
                    import ("fmt"; x "y")
                    type T[K comparable] struct { a, b int `json:"a"` }
                    func (t *T[K]) F(c chan<- int) (int, error) { go func() { c <- 1 }(); defer fmt.Println("é"); return 0, nil }
                    func broken( { x := }
                    """),
            Map.entry(Language.JAVA, """
                    package a.b; /** é */
                    public sealed interface S permits A { record A(int x, @N String... y) implements S {} }
                    class B<T> { static int f(Object o) { return switch (o) { case A(var x, var _) when x > 1 -> x; default -> 0; }; } }
                    class Broken { void f( { int = 3; } }
                    """),
            Map.entry(Language.SHELL, """
                    #!/bin/bash
                    set -euo pipefail # é
                    for f in *.txt; do if [[ -f "$f" && ${#f} -gt 3 ]]; then cat <<-EOF | grep "$(date +%s)" >> log; fi; done
                    	héllo ${x:-y}
                    	EOF
                    case $1 in a|b) ;; *) f() { local x=1; } ;; esac
                    if then
                    """),
            Map.entry(Language.HTML, """
                    <!DOCTYPE html><html lang=de><head><script>let a = 1 < 2;</script><style>a { b: c }</style></head>
                    <body><!-- é --><img src="a.png" alt='é'><p>one<p>two &amp; three</div><a <b></body></html>
                    """),
            Map.entry(Language.CSS, """
                    @import url("é.css"); @media (min-width: 3px) { a:hover > .b::after, #c[d="e"] { color: #fff !important; } }
                    .broken { color: ; { }
                    """),
            Map.entry(Language.JSON, """
                    { "é": [1, -2.5e3, true, null, "a\\n"], /* comment */ "b": {"c": }, }
                    """));

    private Snippets() {}

    static List<Language> languages() {
        return Arrays.stream(Language.values()).filter(Language::parsed).toList();
    }

    static byte[] of(Language language) {
        return String.valueOf(TEXTS.get(language)).getBytes(StandardCharsets.UTF_8);
    }
}
