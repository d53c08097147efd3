using CsvHelper;

namespace ClvActors.Host.Csv;

/// <summary>Answers with a CSV file that is written while it is sent.</summary>
/// <param name="fileName">What browsers call the download.</param>
/// <param name="header">Names of the columns.</param>
/// <param name="rows">One value per column; walked once. Numbers are written in their shortest form that reads back to the same bits.</param>
/// <remarks>UTF-8, RFC 4180. A text that a spreadsheet would take for a formula gets an apostrophe in front (OWASP, CSV injection); numbers are left as they are, negative ones too.</remarks>
internal sealed class CsvResult(string fileName, string[] header, IEnumerable<object?[]> rows) : IResult
{
    private static readonly CsvWriterOptions Format = new() { Injection = CsvInjection.Escape };

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        HttpResponse response = httpContext.Response;
        response.ContentType = "text/csv; charset=utf-8";
        response.Headers.ContentDisposition = $"attachment; filename=\"{fileName}\"";
        await using CsvWriter csv = CsvWriter.Create(response.Body, Format, leaveOpen: true);
        csv.WriteHeader(header);
        foreach (object?[] row in rows)
        {
            foreach (object? value in row)
            {
                csv.WriteField(value);
            }

            await csv.EndRecordAsync(httpContext.RequestAborted);
        }

        await csv.FlushAsync(httpContext.RequestAborted);
    }
}
