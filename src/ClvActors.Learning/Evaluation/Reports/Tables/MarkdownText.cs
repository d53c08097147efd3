using System.Text;

namespace ClvActors.Learning.Evaluation.Reports.Tables;

/// <summary>Names and sentences in Markdown, every character of them shown as it is.</summary>
internal static class MarkdownText
{
    /// <summary>Escapes what Markdown would take for a mark; line breaks become blanks. An underscore inside a word is left, for it marks nothing there.</summary>
    public static string Escape(string text)
    {
        StringBuilder escaped = new(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c is '\r' or '\n')
            {
                escaped.Append(' ');
            }
            else if (c is '&' or '<' or '>')
            {
                escaped.Append(c switch { '&' => "&amp;", '<' => "&lt;", _ => "&gt;" });
            }
            else
            {
                escaped.Append(IsMark(text, i) ? "\\" : "").Append(c);
            }
        }

        return escaped.ToString();
    }

    /// <summary>A paragraph or list item: as <see cref="Escape"/>, and what would begin a list or heading is escaped too.</summary>
    public static string Sentence(string text)
    {
        string escaped = Escape(text.Trim());
        int digits = escaped.AsSpan().IndexOfAnyExceptInRange('0', '9');
        return escaped switch
        {
            ['#' or '+' or '-' or '=', ..] => "\\" + escaped,
            _ when digits > 0 && escaped[digits] is '.' or ')' => escaped.Insert(digits, "\\"),
            _ => escaped,
        };
    }

    /// <summary>A block that is shown as it is, whatever it holds.</summary>
    public static string Block(string text)
    {
        int longest = 0;
        int run = 0;
        foreach (char c in text)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        string fence = new('`', Math.Max(3, longest + 1));
        return $"{fence}\n{text.ReplaceLineEndings("\n").Trim('\n')}\n{fence}\n";
    }

    private static bool IsMark(string text, int i) => text[i] switch
    {
        '\\' or '`' or '*' or '[' or ']' or '|' or '~' or '$' => true,
        '_' => i == 0 || i == text.Length - 1 || !char.IsLetterOrDigit(text[i - 1]) || !char.IsLetterOrDigit(text[i + 1]),
        _ => false,
    };
}
