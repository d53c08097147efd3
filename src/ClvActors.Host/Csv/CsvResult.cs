using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace ClvActors.Host.Csv;

/// <summary>Answers with a CSV file that is written while it is sent.</summary>
/// <param name="fileName">What browsers call the download.</param>
/// <param name="header">Names of the columns.</param>
/// <param name="rows">One value per column; walked once. Numbers are written in their shortest form that reads back to the same bits.</param>
/// <remarks>UTF-8, RFC 4180. A text that a spreadsheet would take for a formula gets an apostrophe in front (OWASP, CSV injection); numbers are left as they are, also negative ones.</remarks>
internal sealed class CsvResult(string fileName, IReadOnlyList<string> header, IEnumerable<object?[]> rows) : IResult
{
    private const int RowsPerFlush = 1_000;

    private static readonly CsvConfiguration Format = new(CultureInfo.InvariantCulture) { NewLine = "\r\n", InjectionOptions = InjectionOptions.None };

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        HttpResponse response = httpContext.Response;
        response.ContentType = "text/csv; charset=utf-8";
        response.Headers.ContentDisposition = $"attachment; filename=\"{fileName}\"";
        await using StreamWriter text = new(response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        await using CsvWriter csv = new(text, Format, leaveOpen: true);
        foreach (string name in header)
        {
            csv.WriteField(name);
        }

        await csv.NextRecordAsync();
        int written = 0;
        foreach (object?[] row in rows)
        {
            foreach (object? value in row)
            {
                csv.WriteField(Written(value));
            }

            await csv.NextRecordAsync();
            if (++written % RowsPerFlush == 0)
            {
                await csv.FlushAsync();
                await text.FlushAsync(httpContext.RequestAborted);
            }
        }

        await csv.FlushAsync();
        await text.FlushAsync(httpContext.RequestAborted);
    }

    /// <summary>One value as it stands in the file.</summary>
    internal static string Written(object? value) => value switch
    {
        null => "",
        double number => number.ToString(CultureInfo.InvariantCulture),
        string text => Harmless(text),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => Harmless(value.ToString() ?? ""),
    };

    private static string Harmless(string text) => text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' ? "'" + text : text;
}
