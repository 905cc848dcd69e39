/// The templates by name. Texts of users come in double braces only, which escape them; the one exception
/// is a drawing that we made ourselves (`SVG`).
enum Templates {
  static let all: [String: String] = [
    "layout": layout, "heading": heading, "paragraph": paragraph, "notice": notice,
    "table": table, "facts": facts, "cards": cards, "form": form, "field": field, "list": list,
    "timeline": timeline, "figure": figure, "disclosure": disclosure,
    "preformatted": preformatted, "links": links, "pages": pages, "search": search, "cell": cell,
  ]

  static let layout = #"""
    <!DOCTYPE html>
    <html lang="{{lang}}">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>{{headTitle}}</title>
    <link rel="stylesheet" href="/stijl.css">
    <link rel="icon" href="/merk.svg" type="image/svg+xml">
    </head>
    <body>
    <a class="skip" href="#inhoud">{{skip}}</a>
    <header class="site">
    <div class="bar"><a class="brand" href="/">Speelveld</a>
    <ul class="tools">
    {{#secondary}}<li><a href="{{.href}}">{{.text}}</a></li>{{/secondary}}
    {{#otherLanguage}}<li><a href="{{.href}}" hreflang="{{otherLang}}" lang="{{otherLang}}">{{.text}}</a></li>{{/otherLanguage}}
    {{#isSignedIn}}<li><form method="post" action="/afmelden" novalidate><input type="hidden" name="csrf" value="{{csrf}}"><span class="user">{{user}}</span> <button class="quiet" type="submit">{{signOut}}</button></form></li>{{/isSignedIn}}
    </ul></div>
    {{#hasNavigation}}<nav class="main" aria-label="{{mainNavigation}}"><ul>{{#navigation}}<li><a href="{{.href}}"{{#.isCurrent}} aria-current="page"{{/.isCurrent}}>{{.text}}</a></li>{{/navigation}}</ul></nav>{{/hasNavigation}}
    </header>
    {{#hasTrail}}<nav class="trail" aria-label="{{trailLabel}}"><ol>{{#trail}}<li><a href="{{.href}}">{{.text}}</a></li>{{/trail}}</ol></nav>{{/hasTrail}}
    <main id="inhoud" tabindex="-1">
    {{#banner}}<p class="banner">{{.}}</p>{{/banner}}
    <h1>{{title}}</h1>
    {{#lead}}<p class="lead">{{.}}</p>{{/lead}}
    {{#blocks}}{{>*template}}{{/blocks}}
    </main>
    <footer class="site" aria-label="{{footerLabel}}"><p>{{asOf}}</p><p>{{version}}</p></footer>
    </body>
    </html>
    """#

  static let heading = #"""
    {{#.value}}{{#.isSecond}}<h2 id="{{id}}">{{text}}</h2>{{/.isSecond}}{{^.isSecond}}<h3 id="{{id}}">{{text}}</h3>{{/.isSecond}}{{/.value}}
    """#

  static let paragraph = #"""
    {{#.value}}<p{{#.isSmall}} class="small"{{/.isSmall}}>{{.text}}</p>{{/.value}}
    """#

  static let notice = #"""
    {{#.value}}<div class="notice {{.kind}}"{{#.isAlert}} role="alert"{{/.isAlert}}><p class="title">{{.title}}</p>{{#.lines}}<p>{{.}}</p>{{/.lines}}{{#.links}}<p><a href="{{.href}}">{{.text}}</a></p>{{/.links}}</div>{{/.value}}
    """#

  static let cell = #"""
    {{#.href}}<a href="{{.}}">{{text}}{{#hidden}}<span class="hidden"> {{.}}</span>{{/hidden}}</a>{{/.href}}{{^.href}}{{#.tone}}<span class="tag {{.}}">{{text}}</span>{{/.tone}}{{^.tone}}{{#.isCode}}<code>{{text}}</code>{{/.isCode}}{{^.isCode}}{{.text}}{{/.isCode}}{{/.tone}}{{/.href}}{{#.mark}} <span class="mark">{{.}}</span>{{/.mark}}{{#.note}}<span class="note">{{.}}</span>{{/.note}}
    """#

  static let table = #"""
    {{#.value}}{{#.hasRows}}<div class="wide" role="region" tabindex="0" aria-labelledby="{{id}}-caption"><table id="{{id}}"><caption id="{{id}}-caption">{{caption}}</caption><thead><tr>{{#columns}}<th scope="col"{{#.isNumber}} class="number"{{/.isNumber}}{{#.sorted}} aria-sort="{{.}}"{{/.sorted}}>{{#.sortHref}}<a href="{{.}}">{{label}}{{#sortMark}} <span aria-hidden="true">{{.}}</span>{{/sortMark}}</a>{{/.sortHref}}{{^.sortHref}}{{.label}}{{/.sortHref}}</th>{{/columns}}</tr></thead><tbody>{{#rows}}<tr>{{#.head}}<th scope="row">{{>cell}}</th>{{/.head}}{{#.cells}}<td{{#.isNumber}} class="number"{{/.isNumber}}>{{#.cell}}{{>cell}}{{/.cell}}</td>{{/.cells}}</tr>
    {{/rows}}</tbody></table></div>{{/.hasRows}}{{^.hasRows}}<p class="empty">{{.empty}}</p>{{/.hasRows}}{{/.value}}
    """#

  static let facts = #"""
    {{#.value}}<dl class="facts">{{#.items}}<div><dt>{{.term}}</dt><dd>{{#.cell}}{{>cell}}{{/.cell}}</dd></div>{{/.items}}</dl>{{/.value}}
    """#

  static let cards = #"""
    {{#.value}}<ul class="cards">{{#.items}}<li class="card {{.tone}}"><a href="{{.href}}"><span class="count">{{.count}}</span> <span class="label">{{.label}}</span></a><span class="note">{{.note}}</span></li>{{/.items}}</ul>{{/.value}}
    """#

  static let form = #"""
    {{#.value}}{{#.hasFaults}}<div class="summary" role="alert"><h2 id="{{id}}-summary" tabindex="-1" autofocus>{{faultsTitle}}</h2><ul>{{#faults}}<li><a href="{{.href}}">{{.text}}</a></li>{{/faults}}</ul></div>{{/.hasFaults}}<form class="form{{#.isGrid}} grid{{/.isGrid}}" id="{{.id}}" method="{{.method}}" action="{{.action}}" novalidate>{{#.isPost}}<input type="hidden" name="csrf" value="{{csrf}}">{{/.isPost}}{{#.hidden}}<input type="hidden" name="{{.name}}" value="{{.value}}">{{/.hidden}}{{#.legend}}<p class="legend">{{.}}</p>{{/.legend}}{{#.fields}}{{>field}}{{/.fields}}{{#.note}}<p class="small">{{.}}</p>{{/.note}}<p class="actions"><button type="submit"{{#.isSevere}} class="severe"{{/.isSevere}}>{{.submit}}</button>{{#.cancel}} <a href="{{.href}}">{{.text}}</a>{{/.cancel}}</p></form>{{/.value}}
    """#

  static let field = #"""
    <div class="field{{#.error}} faulty{{/.error}}">{{#.isRadios}}<fieldset{{#.described}} aria-describedby="{{.}}"{{/.described}}><legend>{{label}}</legend>{{#.hint}}<p class="hint" id="{{id}}-hint">{{.}}</p>{{/.hint}}{{#.error}}<p class="error" id="{{id}}-error"><span class="hidden">{{errorWord}} </span>{{.}}</p>{{/.error}}{{#options}}<div class="choice"><input type="radio" id="{{.id}}" name="{{.name}}" value="{{.value}}"{{#.isChosen}} checked{{/.isChosen}}><label for="{{.id}}">{{.label}}</label></div>{{/options}}</fieldset>{{/.isRadios}}{{#.isCheckbox}}<div class="choice"><input type="checkbox" id="{{id}}" name="{{name}}" value="1"{{#isChecked}} checked{{/isChecked}}{{#described}} aria-describedby="{{.}}"{{/described}}><label for="{{id}}">{{label}}</label></div>{{#hint}}<p class="hint" id="{{id}}-hint">{{.}}</p>{{/hint}}{{#error}}<p class="error" id="{{id}}-error"><span class="hidden">{{errorWord}} </span>{{.}}</p>{{/error}}{{/.isCheckbox}}{{#.isInput}}<label for="{{id}}">{{label}}{{^isRequired}} <span class="small">({{optional}})</span>{{/isRequired}}</label>{{#hint}}<p class="hint" id="{{id}}-hint">{{.}}</p>{{/hint}}{{#error}}<p class="error" id="{{id}}-error"><span class="hidden">{{errorWord}} </span>{{.}}</p>{{/error}}<input type="{{type}}" id="{{id}}" name="{{name}}" value="{{value}}"{{#width}} class="{{.}}"{{/width}}{{#takesNumber}} inputmode="numeric"{{/takesNumber}}{{#autocomplete}} autocomplete="{{.}}"{{/autocomplete}}{{#isUsername}} autocapitalize="none" spellcheck="false"{{/isUsername}}{{#isRequired}} aria-required="true"{{/isRequired}}{{#error}} aria-invalid="true"{{/error}}{{#described}} aria-describedby="{{.}}"{{/described}}>{{/.isInput}}{{#.isTextarea}}<label for="{{id}}">{{label}}{{^isRequired}} <span class="small">({{optional}})</span>{{/isRequired}}</label>{{#hint}}<p class="hint" id="{{id}}-hint">{{.}}</p>{{/hint}}{{#error}}<p class="error" id="{{id}}-error"><span class="hidden">{{errorWord}} </span>{{.}}</p>{{/error}}<textarea id="{{id}}" name="{{name}}" rows="4"{{#isRequired}} aria-required="true"{{/isRequired}}{{#error}} aria-invalid="true"{{/error}}{{#described}} aria-describedby="{{.}}"{{/described}}>
    {{value}}</textarea>{{/.isTextarea}}{{#.isSelect}}<label for="{{id}}">{{label}}{{^isRequired}} <span class="small">({{optional}})</span>{{/isRequired}}</label>{{#hint}}<p class="hint" id="{{id}}-hint">{{.}}</p>{{/hint}}{{#error}}<p class="error" id="{{id}}-error"><span class="hidden">{{errorWord}} </span>{{.}}</p>{{/error}}<select id="{{id}}" name="{{name}}"{{#error}} aria-invalid="true"{{/error}}{{#described}} aria-describedby="{{.}}"{{/described}}>{{#options}}<option value="{{.value}}"{{#.isChosen}} selected{{/.isChosen}}>{{.label}}</option>{{/options}}</select>{{/.isSelect}}</div>
    """#

  static let search = #"""
    {{#.value}}{{#.form}}<form class="search" id="{{.id}}" method="get" action="{{.action}}" role="search" aria-label="{{.legend}}" novalidate>{{#.hidden}}<input type="hidden" name="{{.name}}" value="{{.value}}">{{/.hidden}}{{#.fields}}{{>field}}{{/.fields}}<p class="actions"><button type="submit">{{.submit}}</button>{{/.form}}{{#.reset}} <a href="{{.href}}">{{.text}}</a>{{/.reset}}</p></form>{{/.value}}
    """#

  static let list = #"""
    {{#.value}}{{#.isOrdered}}<ol class="steps">{{#items}}<li>{{>cell}}</li>{{/items}}</ol>{{/.isOrdered}}{{^.isOrdered}}<ul>{{#items}}<li>{{>cell}}</li>{{/items}}</ul>{{/.isOrdered}}{{/.value}}
    """#

  static let timeline = #"""
    {{#.value}}<ol class="timeline" reversed>{{#.items}}<li><p class="title">{{#.title}}{{>cell}}{{/.title}}</p><p class="time">{{.time}}</p>{{#.text}}<p>{{.}}</p>{{/.text}}</li>{{/.items}}</ol>{{/.value}}
    """#

  static let figure = #"""
    {{#.value}}<figure><figcaption>{{.caption}}</figcaption><div class="wide" role="group" tabindex="0" aria-label="{{.caption}}">{{#.svg}}{{{.svgMarkup}}}{{/.svg}}</div>{{#.note}}<p class="small">{{.}}</p>{{/.note}}</figure>{{/.value}}
    """#

  static let disclosure = #"""
    {{#.value}}<details{{#.isOpen}} open{{/.isOpen}}><summary>{{.summary}}</summary>{{#.blocks}}{{>*template}}{{/.blocks}}</details>{{/.value}}
    """#

  static let preformatted = #"""
    {{#.value}}<div class="wide" role="region" tabindex="0" aria-label="{{.label}}"><pre>{{.text}}</pre></div>{{/.value}}
    """#

  static let links = #"""
    {{#.value}}<ul class="linkrow">{{#.links}}<li><a href="{{.href}}"{{#.isCurrent}} aria-current="true"{{/.isCurrent}}>{{.text}}{{#.hidden}}<span class="hidden"> {{.}}</span>{{/.hidden}}</a></li>{{/.links}}</ul>{{/.value}}
    """#

  static let pages = #"""
    {{#.value}}<nav class="pages" aria-label="{{.label}}">{{#.previous}}<a href="{{.href}}" rel="prev">{{.text}}</a>{{/.previous}} <span>{{.text}}</span> {{#.next}}<a href="{{.href}}" rel="next">{{.text}}</a>{{/.next}}</nav>{{/.value}}
    """#
}
