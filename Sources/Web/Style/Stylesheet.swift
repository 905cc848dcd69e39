/// The desk's one style sheet. A house style sets the variables at the top in a sheet of its own.
enum Stylesheet {
  static let text = #"""
    :root{color-scheme:light dark;--back:#fff;--panel:#f3f5f8;--ink:#16191d;--soft:#4a5260;--line:#c3c9d2;
    --strong:#7a8391;--link:#0b4f9c;--accent:#154273;--on-accent:#fff;--focus:#ffb612;--focus-ink:#000;
    --good:#0a5c2b;--good-back:#e2f3e7;--warn:#6b4a00;--warn-back:#fdf0cf;--bad:#a1121b;--bad-back:#fde7e8;
    --info:#0b4f9c;--info-back:#e5effa;--font:system-ui,-apple-system,"Segoe UI",Roboto,"Open Sans",sans-serif;
    --mono:ui-monospace,"DejaVu Sans Mono",Menlo,Consolas,monospace}
    @media (prefers-color-scheme:dark){:root{--back:#14171b;--panel:#1e2329;--ink:#eceff3;--soft:#b4bcc8;
    --line:#3d4550;--strong:#7f8a98;--link:#8cc0ff;--accent:#1d3b5e;--on-accent:#fff;--focus:#ffc94d;
    --good:#8fdcab;--good-back:#12321f;--warn:#f5cf7a;--warn-back:#3a2d0c;--bad:#ffa3a6;--bad-back:#421a1d;
    --info:#9ccaff;--info-back:#15293f}}
    *,*::before,*::after{box-sizing:border-box}
    html{-webkit-text-size-adjust:100%;scroll-padding-top:1rem}
    body{margin:0;background:var(--back);color:var(--ink);font:1rem/1.55 var(--font)}
    a{color:var(--link);text-underline-offset:.15em}
    a:hover{text-decoration-thickness:.15em}
    :focus-visible,main:focus-visible{outline:3px solid var(--focus);outline-offset:2px;border-radius:2px;
    box-shadow:0 0 0 2px var(--focus-ink)}
    main:focus{outline:none;box-shadow:none}
    .skip{position:absolute;left:-999rem;top:0;padding:.75rem 1rem;background:var(--focus);color:#000;z-index:2}
    .skip:focus{left:0}
    .hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
    header.site{background:var(--accent);color:var(--on-accent)}
    header.site a{color:var(--on-accent)}
    .bar,nav.main,nav.trail,main,footer.site,.banner{max-width:76rem;margin:0 auto;padding:0 1rem}
    .bar{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;align-items:center;justify-content:space-between;
    padding-top:.6rem;padding-bottom:.4rem}
    .brand{font-size:1.25rem;font-weight:700;text-decoration:none;padding:.15rem 0}
    .tools{display:flex;flex-wrap:wrap;gap:.25rem 1.1rem;align-items:center;list-style:none;margin:0;padding:0;
    font-size:.9rem}
    .tools a,.tools button{display:inline-block;padding:.2rem 0;min-height:1.5rem}
    .tools form{margin:0;display:flex;gap:.6rem;align-items:center}
    nav.main ul{display:flex;flex-wrap:wrap;gap:0 .25rem;list-style:none;margin:0;padding:0}
    nav.main a{display:block;padding:.55rem .7rem;text-decoration:none;border-bottom:4px solid transparent}
    nav.main a:hover{text-decoration:underline}
    nav.main a[aria-current]{border-bottom-color:var(--focus);font-weight:600}
    .banner{margin:.75rem auto 0;padding:.5rem 1rem;background:var(--warn-back);color:var(--warn);
    border-left:4px solid currentColor}
    nav.trail{padding-top:.8rem;font-size:.9rem}
    nav.trail ol{list-style:none;margin:0;padding:0;display:flex;flex-wrap:wrap;gap:.15rem .5rem}
    nav.trail li:not(:last-child)::after{content:"›";margin-left:.5rem;color:var(--soft)}
    nav.trail a{display:inline-block;min-height:1.5rem}
    main{padding-top:.5rem;padding-bottom:2.5rem}
    h1{font-size:1.85rem;line-height:1.2;margin:.9rem 0 .6rem;overflow-wrap:anywhere}
    h2{font-size:1.3rem;line-height:1.3;margin:2rem 0 .5rem}
    h3{font-size:1.08rem;margin:1.4rem 0 .35rem}
    p{margin:.4rem 0 .8rem;max-width:46rem}
    .lead{font-size:1.1rem}
    .small,.note,.hint,footer.site{font-size:.9rem;color:var(--soft)}
    .note{display:block;font-weight:400}
    .empty{padding:.8rem 1rem;background:var(--panel);border-left:4px solid var(--line)}
    code,pre{font-family:var(--mono);font-size:.9em;overflow-wrap:anywhere}
    pre{margin:0;padding:1rem;background:var(--panel);white-space:pre-wrap}
    .wide{position:relative;overflow-x:auto;margin:.6rem 0 1.2rem}
    table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
    caption{text-align:left;font-weight:600;padding:.3rem 0 .5rem}
    th,td{text-align:left;vertical-align:top;padding:.45rem .7rem .45rem 0;border-bottom:1px solid var(--line)}
    thead th{border-bottom:2px solid var(--strong);font-size:.92rem;vertical-align:bottom}
    td code,th code{overflow-wrap:break-word}
    td{min-width:3.5rem}
    tbody th{font-weight:600}
    tbody tr:hover{background:var(--panel)}
    th.number,td.number{text-align:right;white-space:nowrap}
    td a,th a{display:inline-block;min-height:1.5rem}
    .tag,.mark{display:inline-block;padding:0 .45rem;border-radius:.8rem;font-size:.86rem;border:1px solid currentColor;
    white-space:nowrap}
    .mark{font-weight:400;color:var(--soft);border-style:dashed}
    .good{color:var(--good);background:var(--good-back)}
    .warn{color:var(--warn);background:var(--warn-back)}
    .bad{color:var(--bad);background:var(--bad-back);font-weight:600}
    .info{color:var(--info);background:var(--info-back)}
    .quiet{color:var(--soft)}
    .notice,.summary{padding:.8rem 1.1rem;margin:1rem 0;border:1px solid var(--line);border-left:6px solid currentColor;
    max-width:60rem}
    .notice p{color:var(--ink)}
    .notice .title{font-weight:700;margin-top:0}
    .notice p:last-child{margin-bottom:0}
    .notice.success{color:var(--good);background:var(--good-back)}
    .notice.warning{color:var(--warn);background:var(--warn-back)}
    .notice.error,.summary{color:var(--bad);background:var(--bad-back)}
    .notice.error{font-weight:400}
    .summary h2{margin-top:0}
    .summary a{color:inherit;font-weight:600}
    .facts{margin:.5rem 0 1rem;max-width:60rem}
    .facts div{display:grid;grid-template-columns:minmax(8rem,14rem) 1fr;gap:0 1rem;padding:.35rem 0;
    border-bottom:1px solid var(--line)}
    .facts dt{color:var(--soft)}
    .facts dd{margin:0;overflow-wrap:anywhere}
    .cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(12rem,1fr));gap:.8rem;list-style:none;padding:0;
    margin:1rem 0}
    .card{background:var(--panel);border:1px solid var(--line);border-top:5px solid var(--strong);padding:.7rem 1rem;
    color:var(--ink);font-weight:400}
    .card.bad{border-top-color:var(--bad)}
    .card.warn{border-top-color:var(--warn)}
    .card.info{border-top-color:var(--info)}
    .card.good{border-top-color:var(--good)}
    .card a{display:block;text-decoration:none;color:var(--ink)}
    .card .count{display:block;font-size:2rem;font-weight:700;line-height:1.15}
    .card .label{text-decoration:underline;text-underline-offset:.15em;color:var(--link)}
    main>form:not(.form):not(.search){max-width:30rem}
    .form{max-width:46rem;margin:1rem 0 1.5rem;padding:.2rem 1.1rem 1rem;background:var(--panel);
    border:1px solid var(--line)}
    .form.grid{max-width:none;display:grid;grid-template-columns:repeat(auto-fill,minmax(min(20rem,100%),1fr));
    gap:0 2rem;align-items:end}
    .form.grid>.legend,.form.grid>.actions,.form.grid>.small{grid-column:1/-1}
    .legend{font-weight:600;margin-top:.8rem}
    .field{margin:.9rem 0}
    .field label,.field legend{display:block;font-weight:600;padding:0}
    .field fieldset{border:0;margin:0;padding:0}
    .field .hint,.field .error{margin:.1rem 0 .3rem}
    .field .error{color:var(--bad);font-weight:600}
    .field.faulty{border-left:5px solid var(--bad);padding-left:.8rem}
    input,select,textarea,button{font:inherit;color:inherit}
    input[type=text],input[type=password],select,textarea{width:100%;max-width:100%;padding:.45rem .6rem;
    background:var(--back);border:2px solid var(--strong);border-radius:2px;min-height:2.6rem}
    input.short{max-width:14rem}
    .choice{display:flex;gap:.6rem;align-items:flex-start;margin:.35rem 0}
    .choice label{font-weight:400}
    .choice input{width:1.5rem;height:1.5rem;margin:0;flex:none;accent-color:var(--link)}
    button{cursor:pointer;padding:.55rem 1.1rem;border:2px solid transparent;border-radius:2px;font-weight:600;
    background:var(--link);color:var(--back);min-height:2.6rem}
    button:hover{filter:brightness(.9)}
    button.severe{background:var(--back);color:var(--bad);border-color:currentColor}
    button.quiet{background:none;border:0;padding:.2rem 0;min-height:1.5rem;color:inherit;text-decoration:underline;
    font-weight:400;color:var(--on-accent)}
    .actions{margin:1rem 0 0;display:flex;flex-wrap:wrap;gap:.6rem 1.2rem;align-items:center}
    .search{display:flex;flex-wrap:wrap;gap:.2rem 1rem;align-items:flex-end;padding:.3rem 1rem .9rem;
    background:var(--panel);border:1px solid var(--line);margin:.8rem 0}
    .search .field{margin:.5rem 0 0;flex:1 1 11rem;max-width:18rem}
    .search .field label{font-size:.9rem}
    .search .actions{margin:.5rem 0 0;flex:0 0 auto}
    .linkrow,.pages{display:flex;flex-wrap:wrap;gap:.2rem 1.3rem;list-style:none;padding:0;margin:.8rem 0}
    .linkrow a,.pages a{display:inline-block;padding:.25rem 0;min-height:1.5rem}
    .linkrow a[aria-current]{font-weight:700;color:var(--ink)}
    .steps li{margin:.4rem 0;max-width:46rem}
    .timeline{list-style:none;margin:1rem 0;padding:0 0 0 1.2rem;border-left:3px solid var(--line)}
    .timeline li{margin:0 0 1rem;position:relative}
    .timeline li::before{content:"";position:absolute;left:-1.62rem;top:.45rem;width:.7rem;height:.7rem;
    border-radius:50%;background:var(--strong)}
    .timeline p{margin:0}
    .timeline .title{font-weight:600}
    .timeline .time{color:var(--soft);font-size:.9rem}
    details{margin:.8rem 0;border:1px solid var(--line);padding:.2rem 1rem}
    summary{cursor:pointer;font-weight:600;padding:.35rem 0}
    figure{margin:1rem 0}
    figcaption{font-weight:600;margin-bottom:.4rem}
    svg.chart{display:block;width:100%;min-width:min(38rem,100%);max-width:62rem;height:auto;font:13px var(--font)}
    svg.chart text{fill:var(--ink)}
    svg.chart text.soft{fill:var(--soft)}
    svg.chart text.on{fill:var(--back)}
    svg .grid{stroke:var(--line)}
    svg .axis{stroke:var(--strong)}
    svg .today{stroke:var(--bad);stroke-width:2;stroke-dasharray:5 3}
    svg .bar1{fill:var(--info-back);stroke:var(--info);stroke-width:1.5}
    svg .bar2{fill:var(--warn-back);stroke:var(--warn);stroke-width:1.5;stroke-dasharray:6 3}
    svg .bar3{fill:var(--good-back);stroke:var(--good);stroke-width:1.5}
    svg .done{fill:var(--good);stroke:none}
    svg .part{fill:var(--info);stroke:none}
    svg .frame{fill:none;stroke:var(--strong)}
    svg .range{stroke:var(--ink);stroke-width:3}
    svg .before{stroke:var(--bad);stroke-width:3}
    svg .dot{fill:var(--bad)}
    svg.statechart{max-width:none;height:auto;font:13px var(--font);background:#fff}
    svg.statechart .state rect{fill:#fff;stroke:#333;stroke-width:1.5}
    svg.statechart .now>rect{fill:#e3f0ff;stroke:#00407a;stroke-width:4}
    svg.statechart .arrow{fill:none;stroke:#555;stroke-width:1.3}
    svg.statechart text{font:13px var(--font);fill:#111}
    svg.statechart .label{font-size:12px;paint-order:stroke;stroke:#fff;stroke-width:4px}
    svg.statechart .inside{font-size:12px;fill:#333}
    svg.statechart .now>.name{font-weight:bold}
    footer.site{border-top:1px solid var(--line);padding-top:1rem;padding-bottom:2rem}
    footer.site p{margin:.2rem 0}
    .user{font-weight:600}
    @media (max-width:40rem){h1{font-size:1.5rem}.facts div{grid-template-columns:1fr}nav.main a{padding:.4rem .5rem}
    .search .field{max-width:none}}
    @media (forced-colors:active){.tag,.mark,.card,.notice{border:1px solid CanvasText}}
    @media (prefers-reduced-motion:reduce){*{scroll-behavior:auto!important;transition:none!important}}
    @media print{:root{--back:#fff;--panel:#fff;--ink:#000;--soft:#333;--link:#000;--line:#999}
    header.site,nav.trail,.skip,.form,.search,.actions,.pages,.linkrow,details:has(>.form),h2:has(+.form),
    h2:has(+details>.form){display:none}
    main,footer.site{max-width:none;padding:0}.wide{overflow:visible}
    details::details-content{content-visibility:visible;display:block}
    main a[href^="http"]::after{content:" (" attr(href) ")";font-size:.85em}
    thead{display:table-header-group}tr,figure,.notice{break-inside:avoid}svg.chart{min-width:0}}
    """#

  /// The mark in the browser's tab.
  static let icon = """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" \
    fill="#154273"/><path d="M6 22h20M9 22v-6M16 22V10M23 22v-6" stroke="#ffb612" stroke-width="3" \
    stroke-linecap="round"/></svg>
    """
}
