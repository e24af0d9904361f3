"""The style sheet of pages and books: Chinese as it is printed, light and dark."""

PROSE = """
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { line-break: strict; hanging-punctuation: allow-end; text-autospace: normal; overflow-wrap: break-word; }
p { margin: 0 0 .6em; line-height: 1.75; text-align: justify; }
:lang(zh) p { text-indent: 2em; }
h1, h2, h3, h4, h5, h6 { line-height: 1.4; text-align: left; text-wrap: balance; margin: 1.4em 0 .5em; }
.title { font-size: 1.6em; margin-top: 1em; }
.title a { color: inherit; text-decoration: none; }
.byline, .label, figcaption, caption, .absent { font-size: .85em; opacity: .75; }
:lang(zh) p.byline, :lang(zh) p.label, :lang(zh) li > p { text-indent: 0; text-align: left; }
.byline { margin-bottom: 1.2em; }
li > p { margin: .2em 0; }
figure { margin: 1.2em 0; text-align: center; }
figure img { max-width: 100%; height: auto; }
figcaption { margin-top: .4em; line-height: 1.5; }
blockquote { margin: 1em 0 1em 1em; padding-left: 1em; border-left: 3px solid; }
em:lang(zh), :lang(zh) em { font-style: normal; text-emphasis: filled dot; -webkit-text-emphasis: filled dot;
  text-emphasis-position: under right; -webkit-text-emphasis-position: under right; }
pre { overflow-x: auto; white-space: pre-wrap; line-height: 1.45; font-size: .9em; }
table { border-collapse: collapse; margin: 1em auto; max-width: 100%; font-variant-numeric: tabular-nums; }
th, td { border: 1px solid; padding: .3em .6em; line-height: 1.5; text-align: left; }
.footnote, .folded { font-size: .9em; opacity: .85; }
.note { margin: 1.2em 0; padding: .6em 1em; border: 1px dashed; }
hr { border: 0; border-top: 1px solid; margin: 2em 25%; opacity: .4; }
"""

PAGE = """
:root { color-scheme: light dark; --paper: #fbfaf6; --ink: #22211f; --link: #1f5fa8; --mark: #fdeb9e; --line: #c9c5ba; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #1b1b1d; --ink: #d9d6cf; --link: #86b4ec; --mark: #5a4c12; --line: #4a4844; }
}
body { margin: 0 auto; padding: 1.5em 1.2em 4em; max-width: 38em; background: var(--paper); color: var(--ink);
  font: 1.06rem/1.75 "Source Han Serif SC", "Noto Serif CJK SC", "Songti SC", STSong, SimSun, serif; }
a { color: var(--link); }
mark { background: var(--mark); color: inherit; }
blockquote, th, td, .note { border-color: var(--line); }
article + article { border-top: 1px solid var(--line); margin-top: 3em; }
@media print { :root { --paper: #fff; --ink: #000; } a { color: inherit; } article { break-before: page; } }
"""
