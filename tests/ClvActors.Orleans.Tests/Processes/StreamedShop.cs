using System.Net.Http.Headers;
using ClvActors.Domain.Transactions;
using ClvActors.Files.Csv;
using ClvActors.ServiceContract.Oracle;
using ClvActors.ServiceContract.Shops;

namespace ClvActors.Orleans.Tests.Processes;

/// <summary>A seeded shop, cut into what is sent before trouble begins and what is sent during it.</summary>
/// <remarks>
/// Several clients send side by side, each the lines of its own customers in order. Some customers buy in the quiet part only: what a lookup must answer about them
/// while others buy depends on nothing but the date.
/// </remarks>
internal sealed class StreamedShop
{
    private const int KnownEvery = 12;
    private const int QuietPart = 4;

    private readonly PopulationOracle _known = new();

    /// <summary>Makes the shop.</summary>
    /// <param name="seed">Same seed, same shop.</param>
    /// <param name="customers">Customers, twins aside.</param>
    /// <param name="clients">Clients that send.</param>
    /// <param name="linesPerBatch">Lines of a batch.</param>
    public StreamedShop(int seed, int customers, int clients, int linesPerBatch)
    {
        RandomShop shop = RandomShop.Make(seed, customers);
        HashSet<CustomerId> known = [.. shop.Customers.Where((_, index) => index % KnownEvery == 0)];
        int quietEnd = shop.FirstDay + ((shop.LastDay - shop.FirstDay) / QuietPart);
        SoldLine[] quiet = [.. shop.Lines.Where(sold => sold.Day <= quietEnd)];
        SoldLine[] rest = [.. shop.Lines.Where(sold => sold.Day > quietEnd && !(sold.Line.Customer is { } customer && known.Contains(customer)))];
        _known.Add(quiet.Select(sold => sold.Line).Where(line => line.Customer is { } customer && known.Contains(customer)));
        Known = [.. _known.Purchases.Select(line => line.Customer!.Value).Distinct()];
        Quiet = Cut(quiet, clients, linesPerBatch);
        Busy = Cut(rest[..(rest.Length * 3 / 5)], clients, linesPerBatch);
        Last = Cut(rest[(rest.Length * 3 / 5)..], clients, linesPerBatch);
        Lines = quiet.Length + rest.Length;
        Everything.Add(quiet.Select(sold => sold.Line));
        Everything.Add(rest.Select(sold => sold.Line));
    }

    /// <summary>Lines of both parts.</summary>
    public int Lines { get; }

    /// <summary>What the whole population must be.</summary>
    public PopulationOracle Everything { get; } = new();

    /// <summary>The customers of whom all lines lie in the quiet part.</summary>
    public IReadOnlyList<CustomerId> Known { get; }

    /// <summary>What they must be, but for ranks, which depend on everyone.</summary>
    public PopulationOracle KnownAlone => _known;

    /// <summary>The quiet part by client.</summary>
    public IReadOnlyList<IReadOnlyList<byte[]>> Quiet { get; }

    /// <summary>Three fifths of the rest by client.</summary>
    public IReadOnlyList<IReadOnlyList<byte[]>> Busy { get; }

    /// <summary>What remains, by client.</summary>
    public IReadOnlyList<IReadOnlyList<byte[]>> Last { get; }

    /// <summary>A batch as a body of a request.</summary>
    public static ByteArrayContent BodyOf(byte[] batch)
    {
        ByteArrayContent body = new(batch);
        body.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        return body;
    }

    /// <summary>Lines as CSV.</summary>
    public static byte[] CsvOf(IEnumerable<TransactionLine> lines)
    {
        using MemoryStream body = new();
        using (CsvTransactionWriter writer = new(body, leaveOpen: true, writesLineId: true))
        {
            foreach (TransactionLine line in lines)
            {
                writer.Write(line);
            }

            writer.Complete();
        }

        return body.ToArray();
    }

    private static IReadOnlyList<byte[]>[] Cut(SoldLine[] lines, int clients, int linesPerBatch) =>
    [
        .. Enumerable.Range(0, clients).Select(client => lines
            .Select(sold => sold.Line)
            .Where(line => (line.Customer is { } customer ? (int)(customer.StableHash() % (ulong)clients) : 0) == client)
            .Chunk(linesPerBatch)
            .Select(CsvOf)
            .ToArray()),
    ];
}
