using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;

namespace ClvActors.Files.Tests.Workbooks;

/// <summary>Writes the least that makes a workbook, so that no second library has to agree with the one under test.</summary>
internal static class TinyWorkbook
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string PackageRelations = "http://schemas.openxmlformats.org/package/2006/relationships";

    /// <summary>A serial date with the date style.</summary>
    internal readonly record struct Date(double Serial);

    internal static byte[] Create(params (string Name, object?[][] Rows)[] sheets)
    {
        using MemoryStream bytes = new();
        using (ZipArchive zip = new(bytes, ZipArchiveMode.Create))
        {
            Add(zip, "[Content_Types].xml", """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>""");
            Add(zip, "_rels/.rels", $"""<Relationships xmlns="{PackageRelations}"><Relationship Id="r1" Type="{Relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
            Add(zip, "xl/workbook.xml", $"""<workbook xmlns="{Main}" xmlns:r="{Relations}"><sheets>{string.Concat(sheets.Select((sheet, at) => $"""<sheet name="{sheet.Name}" sheetId="{at + 1}" r:id="s{at}"/>"""))}</sheets></workbook>""");
            Add(zip, "xl/_rels/workbook.xml.rels", $"""<Relationships xmlns="{PackageRelations}">{string.Concat(sheets.Select((_, at) => $"""<Relationship Id="s{at}" Type="{Relations}/worksheet" Target="worksheets/sheet{at}.xml"/>"""))}<Relationship Id="st" Type="{Relations}/styles" Target="styles.xml"/></Relationships>""");
            Add(zip, "xl/styles.xml", $"""<styleSheet xmlns="{Main}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="22" applyNumberFormat="1"/></cellXfs></styleSheet>""");
            for (int at = 0; at < sheets.Length; at++)
            {
                Add(zip, $"xl/worksheets/sheet{at}.xml", $"""<worksheet xmlns="{Main}"><sheetData>{Rows(sheets[at].Rows)}</sheetData></worksheet>""");
            }
        }

        return bytes.ToArray();
    }

    private static string Rows(object?[][] rows)
    {
        StringBuilder xml = new();
        for (int row = 0; row < rows.Length; row++)
        {
            // Blank rows are left out, as spreadsheets do.
            if (rows[row].Length == 0)
            {
                continue;
            }

            xml.Append(CultureInfo.InvariantCulture, $"<row r=\"{row + 1}\">");
            for (int column = 0; column < rows[row].Length; column++)
            {
                string place = $"{(char)('A' + column)}{row + 1}";
                xml.Append(rows[row][column] switch
                {
                    null => "",
                    string text => $"<c r=\"{place}\" t=\"inlineStr\"><is><t>{SecurityElement.Escape(text)}</t></is></c>",
                    Date date => string.Create(CultureInfo.InvariantCulture, $"<c r=\"{place}\" s=\"1\"><v>{date.Serial:R}</v></c>"),
                    object number => string.Create(CultureInfo.InvariantCulture, $"<c r=\"{place}\"><v>{number}</v></c>"),
                });
            }

            xml.Append("</row>");
        }

        return xml.ToString();
    }

    private static void Add(ZipArchive zip, string name, string xml)
    {
        using StreamWriter writer = new(zip.CreateEntry(name).Open());
        writer.Write("""<?xml version="1.0" encoding="UTF-8"?>""" + xml);
    }
}
