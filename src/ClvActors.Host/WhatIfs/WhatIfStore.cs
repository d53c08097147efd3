using System.Text.Json;
using ClvActors.Domain.Features;
using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Service;
using ClvActors.Host.Api.Answers;

namespace ClvActors.Host.WhatIfs;

/// <summary>Keeps what-ifs in <c>what-ifs.jsonl</c> of the data directory: one JSON object per line, only ever appended and synced.</summary>
/// <remarks>
/// Without a data directory they are kept in memory. The newest <see cref="Listed"/> can be listed, all stay in the file. A last line that was torn by a crash is cut off at the start; other lines that cannot be read, those of
/// a newer format too, are passed over and counted. Safe on any thread.
/// </remarks>
internal sealed partial class WhatIfStore
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "what-ifs.jsonl";

    /// <summary>How many of the newest are held in memory.</summary>
    public const int Listed = 1_000;

    private readonly Lock _lock = new();
    private readonly LinkedList<StoredWhatIf> _newest = new();
    private readonly TimeProvider _time;
    private readonly string? _path;
    private long _lastId;

    /// <summary>Opens the store.</summary>
    /// <param name="directory">The data directory; null keeps what-ifs in memory.</param>
    /// <param name="time">When something is stored.</param>
    /// <param name="log">Where damage is reported.</param>
    /// <exception cref="IOException">The file cannot be read or cut.</exception>
    public WhatIfStore(string? directory, TimeProvider time, ILogger<WhatIfStore> log)
    {
        _time = time;
        _path = directory is null ? null : Path.Combine(directory, FileName);
        if (_path is not null && File.Exists(_path))
        {
            Read(_path, log);
        }
    }

    /// <summary>Whether what is stored survives a restart.</summary>
    public bool IsKept => _path is not null;

    /// <summary>The newest what-ifs.</summary>
    /// <param name="most">At most so many.</param>
    public WhatIfListing List(int most)
    {
        lock (_lock)
        {
            return new WhatIfListing([.. _newest.Take(most)], _lastId, IsKept);
        }
    }

    /// <summary>One of the newest what-ifs.</summary>
    /// <returns>Null when there is none of that number among them.</returns>
    public StoredWhatIf? Find(long id)
    {
        lock (_lock)
        {
            return _newest.FirstOrDefault(one => one.Id == id);
        }
    }

    /// <summary>Stores a what-if.</summary>
    /// <param name="name">What it is called; cut to <see cref="StoredWhatIf.LongestName"/>.</param>
    /// <param name="known">What was given, one value per feature; NaN for what was not.</param>
    /// <param name="answer">What the model said.</param>
    /// <exception cref="IOException">It cannot be written; nothing is stored then.</exception>
    public StoredWhatIf Add(string name, ReadOnlySpan<double> known, WhatIfAnswer answer)
    {
        Dictionary<string, double> given = [];
        for (int index = 0; index < known.Length; index++)
        {
            if (!double.IsNaN(known[index]))
            {
                given[FeatureSet.Names[index]] = known[index];
            }
        }

        name = name.Trim();
        Prediction prediction = answer.Prediction;
        lock (_lock)
        {
            StoredWhatIf stored = new(
                _lastId + 1, name.Length <= StoredWhatIf.LongestName ? name : name[..StoredWhatIf.LongestName], _time.GetUtcNow(), given, answer.PredictedValue, answer.Segment.Name(),
                Percentile.Rounded(answer.PercentileRank), answer.Source.Name(), Present(prediction.IntervalLow), Present(prediction.IntervalHigh), answer.BundleId, answer.AsOf);
            Append(stored);
            _lastId = stored.Id;
            Hold(stored);
            return stored;
        }
    }

    private void Append(StoredWhatIf stored)
    {
        if (_path is null)
        {
            return;
        }

        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(stored, WhatIfJson.Default.StoredWhatIf), (byte)'\n'];
        using FileStream file = new(_path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);
        long end = file.Length;
        try
        {
            file.Position = end;
            file.Write(line);
            file.Flush(flushToDisk: true);
        }
        catch (IOException)
        {
            // Half a line would take the next one with it.
            file.SetLength(end);
            throw;
        }
    }

    private void Read(string path, ILogger log)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
        long whole = 0;
        int unreadable = 0;
        byte[] all = new byte[file.Length];
        file.ReadExactly(all);
        ReadOnlySpan<byte> rest = all;
        for (int end = rest.IndexOf((byte)'\n'); end >= 0; end = rest.IndexOf((byte)'\n'))
        {
            if (Parse(rest[..end]) is { } stored)
            {
                _lastId = Math.Max(_lastId, stored.Id);
                Hold(stored);
            }
            else if (end > 0)
            {
                unreadable++;
            }

            rest = rest[(end + 1)..];
            whole += end + 1;
        }

        if (whole < all.Length)
        {
            LogTorn(log, path, all.Length - whole);
            file.SetLength(whole);
        }

        if (unreadable > 0)
        {
            LogUnreadable(log, path, unreadable);
        }
    }

    private static StoredWhatIf? Parse(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, WhatIfJson.Default.StoredWhatIf) is { FormatVersion: StoredWhatIf.CurrentFormatVersion, Given: not null, Id: > 0 } stored ? stored : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private void Hold(StoredWhatIf stored)
    {
        _newest.AddFirst(stored);
        if (_newest.Count > Listed)
        {
            _newest.RemoveLast();
        }
    }

    private static double? Present(double value) => double.IsFinite(value) ? value : null;

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "{Path} ended in half a line: {Bytes} bytes were cut off")]
    private static partial void LogTorn(ILogger log, string path, long bytes);

    [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "{Path} has {Lines} lines that this version cannot read; they stay there and are passed over")]
    private static partial void LogUnreadable(ILogger log, string path, int lines);
}
