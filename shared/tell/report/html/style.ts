/** On paper and in the dark. */
export const colours = `
:root{color-scheme:light dark;--ink:#1b1f24;--soft:#57606a;--paper:#fff;--line:#d0d7de;--box:#f6f8fa;--bad:#b3261e;--warn:#8a5a00;--good:#176f2c;--act:#0b57d0}
@media(prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#9da7b3;--paper:#0d1117;--line:#3d444d;--box:#161b22;--bad:#ff8a80;--warn:#e3b341;--good:#56d364;--act:#79b8ff}}
`.trim();

/** What a moment is, by its colour. */
export const kinds = `
.critical,.open,.blind,.tampered,.failed{color:var(--bad)}
.high,.medium,.escalated,.attempted{color:var(--warn)}
.restored,.sees,.acknowledged{color:var(--good)}
.noticed,.step{color:var(--act)}
`.trim();

/** Of every picture, in the page or alone. */
export const drawing = `
.drawn text{font:12px system-ui,sans-serif;fill:var(--ink)}
.drawn .axis{stroke:var(--soft);stroke-width:2}
.drawn .window{fill:var(--bad);opacity:.25}
.drawn circle{fill:var(--paper);stroke:currentColor;stroke-width:2}
.drawn .tick{stroke:var(--line);stroke-dasharray:2 3}
.drawn .soft,.drawn .since{fill:var(--soft)}
.drawn .band{fill:currentColor;opacity:.18}
`.trim();

/** In the page itself, so that it is one file; readable on paper, a phone, and in the dark. */
export const style = `
${colours}
*{box-sizing:border-box}
body{margin:0 auto;max-width:60rem;padding:1rem;background:var(--paper);color:var(--ink);font:1rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
h1{font-size:1.5rem;line-height:1.25;margin:.5rem 0}
h2{font-size:1.15rem;margin:2rem 0 .75rem;border-bottom:1px solid var(--line);padding-bottom:.25rem}
.marks{display:flex;flex-wrap:wrap;gap:.5rem;margin:0;padding:0;list-style:none}
.marks li{border:1px solid currentColor;border-radius:1rem;padding:0 .6rem;font-size:.875rem;font-weight:600}
${kinds}
dl{margin:0;display:grid;grid-template-columns:minmax(7rem,max-content) 1fr;gap:.35rem 1rem}
dt{color:var(--soft)}dd{margin:0}
.unknown{border-left:.25rem solid var(--warn);background:var(--box);padding:.5rem .75rem;margin:.75rem 0}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.9rem;margin:.75rem 0}
caption{text-align:left;font-weight:600;padding:.25rem 0}
th,td{text-align:left;vertical-align:top;border-bottom:1px solid var(--line);padding:.3rem .75rem .3rem 0}
td{min-width:8.5rem}
pre{background:var(--box);border:1px solid var(--line);border-radius:.375rem;margin:.25rem 0 .75rem;padding:.5rem .75rem;white-space:pre-wrap;font:.85rem/1.45 ui-monospace,monospace}
.commands{padding-left:1.4rem}
.chain{list-style:none;margin:0;padding:0}
.chain li{position:relative;border:2px solid var(--soft);border-radius:.5rem;padding:.5rem .75rem;margin:0 0 1.75rem;max-width:44rem;background:var(--box)}
.chain li:not(:last-child)::after{content:"↓";position:absolute;left:1rem;bottom:-1.75rem;line-height:1.75rem;color:var(--soft);font-weight:700}
.chain .likely{border-style:dashed}.chain .guess{border-style:dotted}
.chain strong{display:block}.chain small{color:var(--soft)}
.drawn{width:100%;display:block;background:var(--box);border:1px solid var(--line);border-radius:.375rem}
${drawing}
.note{color:var(--soft);font-size:.875rem;margin:.25rem 0}
.moments{padding-left:1.9rem}
.moments li{margin:.35rem 0}.moments time{color:var(--soft);font-variant-numeric:tabular-nums}
.moments b{font-weight:600}
@media(max-width:40rem){.drawn .soft{display:none}dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.5rem}}
@media print{body{max-width:none;padding:0;font-size:10pt}h2{break-after:avoid}li,tr,pre,.drawn{break-inside:avoid}.drawn .window,.drawn .band{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
`;
