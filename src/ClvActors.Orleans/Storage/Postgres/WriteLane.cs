using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using ClvActors.Domain.Service;
using Npgsql;

namespace ClvActors.Orleans.Storage.Postgres;

/// <summary>Takes the writes of some of a silo's customers to the database, one group at a time; the next one gathers meanwhile.</summary>
/// <remarks>Writes of a customer are stored in the order in which they came. Safe on any thread.</remarks>
internal sealed class WriteLane : IAsyncDisposable
{
    private readonly NpgsqlDataSource _database;
    private readonly PostgresStoreOptions _options;
    private readonly TimeProvider _time;
    private readonly RetryPause _pause;
    private readonly WriteGroup _statements = new();
    private readonly Channel<PendingWrite> _waiting = Channel.CreateUnbounded<PendingWrite>(new UnboundedChannelOptions { SingleReader = true });
    private readonly HashSet<string> _customers = new(StringComparer.Ordinal);
    private readonly Task _loop;
    private long _commits;
    private long _bytes;

    /// <summary>Starts the lane.</summary>
    /// <param name="database">The database.</param>
    /// <param name="options">Limits and times.</param>
    /// <param name="time">The clock.</param>
    /// <param name="seed">Seed of the pauses' spread.</param>
    public WriteLane(NpgsqlDataSource database, PostgresStoreOptions options, TimeProvider time, int seed)
    {
        _database = database;
        _options = options;
        _time = time;
        _pause = new RetryPause(options, time, seed);
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Transactions that stored something.</summary>
    public long Commits => Interlocked.Read(ref _commits);

    /// <summary>Bytes of the rows and entries that were stored.</summary>
    public long BytesWritten => Interlocked.Read(ref _bytes);

    /// <summary>Queues a write.</summary>
    /// <returns>A task that completes once it is durable or refused.</returns>
    public Task WriteAsync(CustomerWrite write)
    {
        var pending = new PendingWrite(write, _time.GetTimestamp());
        ObjectDisposedException.ThrowIf(!_waiting.Writer.TryWrite(pending), typeof(PostgresCustomerStore));
        return pending.Task;
    }

    /// <summary>Stores what is waiting, then ends.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _loop;
    }

    [SuppressMessage("Design", "CA1031", Justification = "whatever a group fails with is told to those that wait for it; the lane goes on")]
    private async Task RunAsync()
    {
        var group = new List<PendingWrite>();
        while (await _waiting.Reader.WaitToReadAsync())
        {
            Gather(group);
            PendingWrite[] all = [.. group];
            try
            {
                await StoreAsync(group);
            }
            catch (Exception error)
            {
                foreach (PendingWrite pending in all)
                {
                    pending.Fail(Unavailable(error));
                }
            }
        }
    }

    /// <summary>Takes what is waiting up to the limits, and each customer once, because a statement may change a row only once.</summary>
    private void Gather(List<PendingWrite> group)
    {
        group.Clear();
        _customers.Clear();
        long bytes = 0;
        while (group.Count < _options.MostWritesPerGroup
            && _waiting.Reader.TryPeek(out PendingWrite? next)
            && (group.Count == 0 || bytes + next.Bytes <= _options.MostBytesPerGroup)
            && _customers.Add(next.Name)
            && _waiting.Reader.TryRead(out next))
        {
            bytes += next.Bytes;
            group.Add(next);
        }
    }

    /// <summary>Stores a group, however many tries it takes; every write of it is completed on return.</summary>
    private async Task StoreAsync(List<PendingWrite> group)
    {
        var left = new List<PendingWrite>();
        int failures = 0;
        bool mustExamine = false;
        while (group.Count > 0)
        {
            Exception? failure = await TryAsync(async (connection, cancellation) =>
            {
                if (mustExamine)
                {
                    await SettleAsync(connection, group, cancellation);
                    mustExamine = false;
                }

                left.Clear();
                if (group.Count > 0)
                {
                    await _statements.StoreAsync(connection, group, left, cancellation);
                }
            });
            if (failure is null)
            {
                Acknowledge(group, left);
                (group, left) = (left, group);
                mustExamine = group.Count > 0;
            }
            else if (PostgresFailure.IsDuplicateKey(failure))
            {
                // Some row was there: nothing of the group was kept.
                mustExamine = true;
            }
            else if (PostgresFailure.IsTransient(failure))
            {
                // The outcome is unknown. If the group was stored after all, the next try leaves or refuses it, and it is examined then.
                failures++;
                DropExpired(group, failure);
                await _pause.WaitAsync(failures);
            }
            else if (group.Count > 1 && PostgresFailure.IsOfValues(failure))
            {
                await StoreAsync(group[..(group.Count / 2)]);
                group.RemoveRange(0, group.Count / 2);
            }
            else
            {
                FailAll(group, failure);
            }
        }
    }

    /// <summary>Completes the writes that are stored already or cannot be; leaves those that are to be written.</summary>
    private static async Task SettleAsync(NpgsqlConnection connection, List<PendingWrite> group, CancellationToken cancellation)
    {
        StoredStep[] stored = await WriteGroup.ExamineAsync(connection, group, cancellation);
        int kept = 0;
        for (int at = 0; at < stored.Length; at++)
        {
            PendingWrite pending = group[at];
            switch (stored[at].Judge(pending.Write))
            {
                case WriteVerdict.Stored:
                    pending.Succeed();
                    break;
                case WriteVerdict.Conflict:
                    pending.Fail(new CustomerWriteConflictException(
                        $"customer {pending.Name}: journal row {pending.Write.JournalSequence} or entry version {pending.Write.EntryVersion} was written by another activation"));
                    break;
                case WriteVerdict.RowStored:
                    pending.NeedsJournal = false;
                    group[kept++] = pending;
                    break;
                default:
                    group[kept++] = pending;
                    break;
            }
        }

        group.RemoveRange(kept, group.Count - kept);
    }

    private async Task<Exception?> TryAsync(Func<NpgsqlConnection, CancellationToken, Task> work)
    {
        using var limit = new CancellationTokenSource(_options.AttemptTime, _time);
        try
        {
            await using NpgsqlConnection connection = await _database.OpenConnectionAsync(limit.Token);
            await work(connection, limit.Token);
            return null;
        }
        catch (Exception error) when (error is NpgsqlException || PostgresFailure.IsTransient(error))
        {
            return error;
        }
    }

    private void Acknowledge(List<PendingWrite> group, List<PendingWrite> left)
    {
        if (group.Count == left.Count)
        {
            return;
        }

        Interlocked.Increment(ref _commits);
        int passed = 0;
        foreach (PendingWrite pending in group)
        {
            if (passed < left.Count && ReferenceEquals(left[passed], pending))
            {
                passed++;
                continue;
            }

            Interlocked.Add(ref _bytes, pending.Bytes);
            pending.Succeed();
        }
    }

    private void DropExpired(List<PendingWrite> group, Exception failure) => group.RemoveAll(pending =>
    {
        bool isExpired = _time.GetElapsedTime(pending.HandedIn) >= _options.WriteRetryTime;
        if (isExpired)
        {
            pending.Fail(Unavailable(failure));
        }

        return isExpired;
    });

    private static void FailAll(List<PendingWrite> group, Exception failure)
    {
        foreach (PendingWrite pending in group)
        {
            pending.Fail(Unavailable(failure));
        }

        group.Clear();
    }

    private static ServiceUnavailableException Unavailable(Exception failure) => PostgresFailure.IsStorageFull(failure)
        ? new ServiceUnavailableException("The database's disk is full.", isStorageFull: true, failure)
        : new ServiceUnavailableException($"The database does not take the lines: {PostgresFailure.Describe(failure)}.", cause: failure);
}
