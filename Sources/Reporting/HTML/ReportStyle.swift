/// The style sheet of the report: for a screen of any width, and for A4 and letter paper.
///
/// Text has a contrast of at least 7 to 1 with what is behind it, small print 5 to 1 (WCAG 2.2 asks
/// for 4.5).
let reportStyle: StaticString = """
  :root { --ink: #1f2d33; --soft: #52646c; --line: #d8e0e2; --tint: #f3f7f7; --deep: #134e5e;
    --accent: #2f7f86; --paper: #fff; }
  * { box-sizing: border-box; }
  html { -webkit-text-size-adjust: 100%; }
  body { margin: 0; background: var(--paper); color: var(--ink); line-height: 1.5; font-size: 16px;
    font-family: "Source Sans 3", "Segoe UI", "Helvetica Neue", "Liberation Sans", Arial, sans-serif; }
  .page { max-width: 62rem; margin: 0 auto; padding: 2.5rem 1.5rem 3rem; }
  h1, h2, .figure b { font-family: "Source Serif 4", Georgia, "Liberation Serif", "Times New Roman", serif;
    color: var(--deep); font-weight: 600; line-height: 1.2; text-wrap: balance; }
  h1 { font-size: 2.3rem; margin: 0.2rem 0 0.6rem; }
  h2 { font-size: 1.5rem; margin: 3rem 0 0.7rem; padding-top: 0.9rem; border-top: 2px solid var(--deep); }
  h3 { font-size: 1rem; margin: 1.8rem 0 0.4rem; color: var(--deep); }
  p { margin: 0.5rem 0; max-width: 44rem; }
  .over { margin: 0; text-transform: uppercase; letter-spacing: 0.08em; font-size: 0.8rem; color: var(--soft); }
  .lead { font-size: 1.2rem; }
  .note { color: var(--soft); font-size: 0.9rem; }
  .seal { display: inline-block; margin: 0.8rem 0 0; padding: 0.35rem 0.8rem; border-left: 4px solid var(--accent);
    background: var(--tint); max-width: 44rem; }
  .seal.caution { border-color: #a8651f; background: #fbf5ec; }
  .seal.bad { border-color: #9b3a30; background: #faf0ef; }
  .figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.4rem, 1fr));
    margin: 1.6rem 0 0; border-top: 1px solid var(--line); border-bottom: 1px solid var(--line); }
  .figure { padding: 0.9rem 1rem 0.9rem 0; }
  .figure dt { font-size: 0.85rem; color: var(--soft); }
  .figure dd { margin: 0; }
  .figure b { display: block; font-size: 1.35rem; }
  .scroll { overflow-x: auto; }
  .scroll:focus-visible { outline: 2px solid var(--accent); }
  table { border-collapse: collapse; width: 100%; margin: 0.8rem 0 0.4rem; font-size: 0.92rem;
    font-variant-numeric: lining-nums tabular-nums; }
  caption { text-align: left; color: var(--soft); font-size: 0.9rem; padding-bottom: 0.2rem; }
  h3 + .scroll table, h3 + table { margin-top: 0; }
  th, td { text-align: left; vertical-align: top; padding: 0.38rem 0.6rem; border-bottom: 1px solid var(--line); }
  th:first-child { padding-left: 0; }
  th:last-child, td:last-child { padding-right: 0; }
  thead th, thead td { color: var(--soft); font-weight: 600; font-size: 0.82rem; border-bottom-color: var(--deep);
    vertical-align: bottom; }
  tbody th { font-weight: 400; }
  tfoot th, tfoot td { font-weight: 700; border-top: 1px solid var(--deep); border-bottom: 0; }
  .number { text-align: right; white-space: nowrap; }
  .parts tbody + tbody tr:first-child > * { border-top: 1px solid var(--line); }
  .reasons tr > :nth-child(3) { width: 40%; }
  .names { columns: 3 15rem; column-gap: 1.6rem; margin: 0.4rem 0 0.8rem; padding: 0; list-style: none;
    font-size: 0.85rem; }
  .names li { break-inside: avoid; padding: 0.1rem 0; }
  .parts tbody td { border-bottom: 0; padding-top: 0.2rem; padding-bottom: 0.2rem; }
  .parts tbody th { border-bottom: 0; padding-top: 0.2rem; }
  .id { white-space: nowrap; color: var(--soft); font-size: 0.85rem; }
  .bars { max-width: 48rem; }
  .bars .bar { width: 42%; padding-left: 0.8rem; vertical-align: middle; }
  .bar svg { display: block; width: 100%; height: 0.75rem; }
  .rail { fill: #edf2f3; } .fill { fill: #2f7f86; }
  figure { margin: 1rem 0; }
  .flow { display: block; width: 100%; min-width: 46rem; height: auto; }
  .flow text { font-size: 15px; fill: #1f2d33; }
  .flow .amount { fill: #52646c; font-size: 13.5px; }
  .axes { display: block; width: 100%; min-width: 34rem; max-width: 52rem; height: auto; }
  .axes text { font-size: 17px; fill: #1f2d33; }
  .axis { fill: none; stroke: #52646c; stroke-width: 1.5; }
  .dot { fill: #2f7f86; } .dot.marked { fill: #a8651f; }
  .rules { padding-left: 1.2rem; max-width: 46rem; }
  .rules li { margin: 0.25rem 0; }
  code { font-family: "Source Code Pro", "Liberation Mono", Consolas, monospace; font-size: 0.85em;
    overflow-wrap: anywhere; }
  footer { margin-top: 3rem; border-top: 1px solid var(--line); padding-top: 0.8rem; }
  @media (max-width: 40rem) {
    body { font-size: 15px; }
    .page { padding: 1.4rem 1rem 2rem; }
    h1 { font-size: 1.75rem; }
    h2 { font-size: 1.3rem; margin-top: 2.2rem; }
    .figures { grid-template-columns: 1fr 1fr; }
    .figure b { font-size: 1.2rem; }
    .bars .bar { width: 24%; }
    .scroll table { min-width: 36rem; }
  }
  @page { margin: 16mm 15mm 18mm; }
  @media print {
    html { font-size: 9.4pt; } body { font-size: 1rem; }
    .page { max-width: none; padding: 0; }
    h1 { font-size: 22pt; } h2 { font-size: 14pt; margin-top: 2rem; break-after: avoid; }
    h2 + p, p:has(+ ul), p:has(+ ol) { break-after: avoid; }
    table { margin-top: 0.3rem; } th, td { padding-top: 0.26rem; padding-bottom: 0.26rem; }
    h3 { break-after: avoid; }
    p { break-inside: avoid; }
    h2 + .scroll, h3 + .scroll { break-before: avoid; }
    .names { columns: 3; }
    .scroll { overflow: visible; }
    .figures { grid-template-columns: repeat(auto-fit, minmax(3.1cm, 1fr)); }
    .figure b { font-size: 13pt; }
    .flow, .axes { min-width: 0; max-height: 200mm; }
    tr, figure, .figures, .seal, .parts tbody { break-inside: avoid; }
    caption, thead { break-after: avoid; }
    thead { display: table-header-group; } tfoot { display: table-row-group; }
    * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  }
  """
