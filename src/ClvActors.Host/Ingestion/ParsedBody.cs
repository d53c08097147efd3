using ClvActors.Domain.Service;
using ClvActors.Domain.Transactions;

namespace ClvActors.Host.Ingestion;

/// <summary>The lines of one body: well-formed ones kept, malformed ones counted.</summary>
/// <remarks>Filled by one thread.</remarks>
internal sealed class ParsedBody
{
    /// <summary>How many malformed lines are told one by one.</summary>
    public const int MostSamples = 20;

    private readonly List<TransactionLine> _lines = [];
    private readonly List<MalformedLine> _samples = [];
    private int _malformed;

    /// <summary>The first malformed lines.</summary>
    public IReadOnlyList<MalformedLine> Samples => _samples;

    /// <summary>The well-formed lines.</summary>
    public IReadOnlyList<TransactionLine> Lines => _lines;

    /// <summary>Whether the next malformed line would be told.</summary>
    public bool TakesSamples => _samples.Count < MostSamples;

    /// <summary>All lines, malformed ones included.</summary>
    public int Count => _lines.Count + _malformed;

    /// <summary>Takes a well-formed line.</summary>
    public void Add(TransactionLine line) => _lines.Add(line);

    /// <summary>Counts a malformed line.</summary>
    public void AddMalformed(long line, string message, string? text = null)
    {
        _malformed++;
        if (TakesSamples)
        {
            _samples.Add(new MalformedLine(line, message, text));
        }
    }

    /// <summary>The batch that the service takes.</summary>
    public TransactionBatch ToBatch() => new(_lines, _malformed);
}
