using System.Runtime.CompilerServices;
using ClvActors.Domain.Service;
using ClvActors.Domain.Transactions;
using Npgsql;
using NpgsqlTypes;

namespace ClvActors.Orleans.Storage.Postgres;

/// <summary>Journals and entries in PostgreSQL, for one silo.</summary>
/// <remarks>
/// Writes go in groups over a few lanes; a restart of the database within <see cref="PostgresStoreOptions.WriteRetryTime"/> costs its callers time and nothing else. The data source stays the caller's.
/// Safe on any thread.
/// </remarks>
public sealed class PostgresCustomerStore : ICustomerStore
{
    /// <summary>One statement, so that rows and entry are of the same moment; the entry comes first, as sequence 0.</summary>
    private const string TailText = """
        SELECT 0::bigint AS sequence, entry AS content FROM clv_entry WHERE customer = $1
        UNION ALL
        SELECT sequence, lines FROM clv_journal WHERE customer = $1 AND sequence > $2
        ORDER BY sequence
        """;

    private const string PageText = """
        SELECT customer, entry FROM clv_entry WHERE partition = $1 AND customer > $2 ORDER BY customer LIMIT $3
        """;

    private readonly NpgsqlDataSource _database;
    private readonly PostgresStoreOptions _options;
    private readonly TimeProvider _time;
    private readonly RetryPause _pause;
    private readonly SemaphoreSlim _readers;
    private readonly WriteLane[] _lanes;

    /// <summary>Starts the store's lanes.</summary>
    /// <param name="database">A database that <see cref="DatabaseMigration"/> has brought up to date.</param>
    /// <param name="options">Limits and times.</param>
    /// <param name="time">The clock.</param>
    /// <param name="seed">Seed of the spread of pauses between tries; another one for every silo.</param>
    public PostgresCustomerStore(NpgsqlDataSource database, PostgresStoreOptions options, TimeProvider time, int seed)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Lanes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MostWritesPerGroup, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.ConcurrentReads, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.EntriesPerPage, 1);
        _database = database;
        _options = options;
        _time = time;
        _pause = new RetryPause(options, time, seed);
        _readers = new SemaphoreSlim(options.ConcurrentReads);
        _lanes = [.. Enumerable.Range(1, options.Lanes).Select(lane => new WriteLane(database, options, time, unchecked(seed + lane)))];
    }

    /// <inheritdoc/>
    public string Kind => "postgresql";

    /// <inheritdoc/>
    public long Commits => _lanes.Sum(lane => lane.Commits);

    /// <inheritdoc/>
    public long BytesWritten => _lanes.Sum(lane => lane.BytesWritten);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The write holds neither a row nor an entry, or the customer id has characters that no text in a database may have.</exception>
    public Task WriteAsync(CustomerWrite write)
    {
        ArgumentNullException.ThrowIfNull(write);
        if (write is { JournalSequence: <= 0, EntryVersion: <= 0 })
        {
            throw new ArgumentException("A write holds a journal row, an entry or both.", nameof(write));
        }

        ThrowUnlessStorable(write.Customer);
        return _lanes[write.Customer.StableHash() % (ulong)_lanes.Length].WriteAsync(write);
    }

    /// <inheritdoc/>
    /// <exception cref="ServiceUnavailableException">The database does not answer.</exception>
    public Task<CustomerTail> ReadAsync(CustomerId customer, long afterSequence) => TryReadAsync(
        async (connection, cancellation) =>
        {
            await using var command = new NpgsqlCommand(TailText, connection);
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = customer.ToString(), NpgsqlDbType = NpgsqlDbType.Text });
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = afterSequence, NpgsqlDbType = NpgsqlDbType.Bigint });
            await command.PrepareAsync(cancellation);

            byte[]? entry = null;
            var rows = new List<JournalRow>();
            await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation))
            {
                if (reader.GetInt64(0) == 0)
                {
                    entry = reader.GetFieldValue<byte[]>(1);
                }
                else
                {
                    rows.Add(new JournalRow(reader.GetInt64(0), reader.GetFieldValue<byte[]>(1)));
                }
            }

            return new CustomerTail(rows, entry);
        },
        CancellationToken.None);

    /// <inheritdoc/>
    /// <remarks>
    /// Page by page, so that no snapshot stays open, a slow consumer holds no connection, and an interruption repeats one page. Every customer comes at most once; entries that change
    /// while the partition is read come in their old or their new version.
    /// </remarks>
    /// <exception cref="ServiceUnavailableException">The database does not answer.</exception>
    public async IAsyncEnumerable<byte[]> ReadPartitionAsync(int partition, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        // Ids are never empty, so that all of them come after the empty text.
        string last = "";
        List<(string Customer, byte[] Entry)> page;
        do
        {
            string after = last;
            page = await TryReadAsync((connection, limit) => ReadPageAsync(connection, partition, after, limit), cancellation);
            foreach ((string customer, byte[] entry) in page)
            {
                last = customer;
                yield return entry;
            }
        }
        while (page.Count == _options.EntriesPerPage);
    }

    /// <summary>Stores what was handed in before; later writes are refused.</summary>
    /// <remarks>While the database is away this takes up to <see cref="PostgresStoreOptions.WriteRetryTime"/>.</remarks>
    public async ValueTask DisposeAsync()
    {
        foreach (WriteLane lane in _lanes)
        {
            await lane.DisposeAsync();
        }
    }

    private async Task<List<(string Customer, byte[] Entry)>> ReadPageAsync(
        NpgsqlConnection connection, int partition, string after, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(PageText, connection);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = partition, NpgsqlDbType = NpgsqlDbType.Integer });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = after, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = _options.EntriesPerPage, NpgsqlDbType = NpgsqlDbType.Integer });
        await command.PrepareAsync(cancellation);

        var page = new List<(string, byte[])>();
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            page.Add((reader.GetString(0), reader.GetFieldValue<byte[]>(1)));
        }

        return page;
    }

    /// <summary>Reads with retries; the wait for a free reader counts too, because someone is waiting for the answer.</summary>
    private async Task<T> TryReadAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> read, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(_options.ReadRetryTime, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        Exception? last = null;
        for (int failures = 1; ; failures++)
        {
            try
            {
                await _readers.WaitAsync(either.Token);
                try
                {
                    await using NpgsqlConnection connection = await _database.OpenConnectionAsync(either.Token);
                    return await read(connection, either.Token);
                }
                finally
                {
                    _readers.Release();
                }
            }
            catch (Exception error) when (error is NpgsqlException || PostgresFailure.IsTransient(error))
            {
                cancellation.ThrowIfCancellationRequested();
                last = error is OperationCanceledException && last is not null ? last : error;
                if (limit.IsCancellationRequested || !PostgresFailure.IsTransient(error))
                {
                    throw new ServiceUnavailableException($"The database does not answer: {PostgresFailure.Describe(last)}.", cause: last);
                }
            }

            try
            {
                await _pause.WaitAsync(failures, either.Token);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                throw new ServiceUnavailableException($"The database does not answer: {PostgresFailure.Describe(last)}.", cause: last);
            }
        }
    }

    private static void ThrowUnlessStorable(CustomerId customer)
    {
        if (customer.IsInteger)
        {
            return;
        }

        ReadOnlySpan<char> rest = customer.ToString();
        while (!rest.IsEmpty)
        {
            if (rest[0] == '\0' || System.Text.Rune.DecodeFromUtf16(rest, out _, out int units) != System.Buffers.OperationStatus.Done)
            {
                throw new ArgumentException("The customer id holds a character that no text in a database may have.", nameof(customer));
            }

            rest = rest[units..];
        }
    }
}
