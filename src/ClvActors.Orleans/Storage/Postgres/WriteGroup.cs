using Npgsql;
using NpgsqlTypes;

namespace ClvActors.Orleans.Storage.Postgres;

/// <summary>The statements of one group of writes, at most one for each customer.</summary>
/// <remarks>
/// <para>A group is one statement and so one transaction, one round trip and one sync of the database's log. The entry guards the row: a customer whose entry's version is not
/// newer than the stored one gets neither, and the others of the group are not disturbed. A row that is there already fails the statement, and with it the whole group.</para>
/// <para><c>unnest</c> stands in the select list, where PostgreSQL streams it; in the FROM clause it would first copy all bytes into a temporary store.</para>
/// <para>Belongs to one lane: one call at a time.</para>
/// </remarks>
internal sealed class WriteGroup
{
    private const string StoreText = """
        WITH kept AS (
            INSERT INTO clv_entry AS stored (customer, partition, version, writer, entry)
            SELECT unnest($1), unnest($2), unnest($3), unnest($4), unnest($5)
            ON CONFLICT (customer) DO UPDATE
                SET partition = excluded.partition, version = excluded.version, writer = excluded.writer, entry = excluded.entry
                WHERE stored.version < excluded.version
            RETURNING customer),
        added AS (
            INSERT INTO clv_journal (customer, sequence, writer, lines)
            SELECT customer, sequence, writer, lines
            FROM (SELECT unnest($6) AS customer, unnest($7) AS sequence, unnest($8) AS writer, unnest($9) AS lines, unnest($10) AS is_guarded) AS step
            WHERE NOT is_guarded OR customer IN (SELECT customer FROM kept))
        SELECT customer FROM kept
        """;

    private const string ExamineText = """
        SELECT row.writer, row.lines = step.lines, stored.version, stored.writer, stored.entry = step.entry
        FROM unnest($1, $2, $3, $4) WITH ORDINALITY AS step (customer, sequence, lines, entry, place)
        LEFT JOIN clv_journal AS row ON row.customer = step.customer AND row.sequence = step.sequence
        LEFT JOIN clv_entry AS stored ON stored.customer = step.customer
        ORDER BY step.place
        """;

    private readonly List<string> _entryCustomers = [];
    private readonly List<int> _partitions = [];
    private readonly List<long> _versions = [];
    private readonly List<Guid> _entryWriters = [];
    private readonly List<byte[]> _entries = [];
    private readonly List<string> _rowCustomers = [];
    private readonly List<long> _sequences = [];
    private readonly List<Guid> _rowWriters = [];
    private readonly List<byte[]> _rows = [];
    private readonly List<bool> _areGuarded = [];
    private readonly HashSet<string> _kept = new(StringComparer.Ordinal);

    /// <summary>Stores a group.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="writes">The group.</param>
    /// <param name="left">Takes those that were not stored because their entry's version is not newer.</param>
    /// <param name="cancellation">Gives the try up; the outcome is then unknown.</param>
    public async Task StoreAsync(NpgsqlConnection connection, List<PendingWrite> writes, List<PendingWrite> left, CancellationToken cancellation)
    {
        Fill(writes);
        await using var command = new NpgsqlCommand(StoreText, connection);
        Add(command, NpgsqlDbType.Text, _entryCustomers);
        Add(command, NpgsqlDbType.Integer, _partitions);
        Add(command, NpgsqlDbType.Bigint, _versions);
        Add(command, NpgsqlDbType.Uuid, _entryWriters);
        Add(command, NpgsqlDbType.Bytea, _entries);
        Add(command, NpgsqlDbType.Text, _rowCustomers);
        Add(command, NpgsqlDbType.Bigint, _sequences);
        Add(command, NpgsqlDbType.Uuid, _rowWriters);
        Add(command, NpgsqlDbType.Bytea, _rows);
        Add(command, NpgsqlDbType.Boolean, _areGuarded);
        await command.PrepareAsync(cancellation);

        _kept.Clear();
        await using (NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation))
        {
            while (await reader.ReadAsync(cancellation))
            {
                _kept.Add(reader.GetString(0));
            }
        }

        foreach (PendingWrite pending in writes)
        {
            if (pending.Write.EntryVersion > 0 && !_kept.Contains(pending.Name))
            {
                left.Add(pending);
            }
        }
    }

    /// <summary>Looks at what is stored where writes wanted to go.</summary>
    /// <returns>One answer for each write, in their order.</returns>
    public static async Task<StoredStep[]> ExamineAsync(NpgsqlConnection connection, List<PendingWrite> writes, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(ExamineText, connection);
        Add(command, NpgsqlDbType.Text, writes.ConvertAll(pending => pending.Name));
        Add(command, NpgsqlDbType.Bigint, writes.ConvertAll(pending => pending.Write.JournalSequence));
        Add(command, NpgsqlDbType.Bytea, writes.ConvertAll(pending => pending.Lines));
        Add(command, NpgsqlDbType.Bytea, writes.ConvertAll(pending => pending.Entry));

        var steps = new List<StoredStep>(writes.Count);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            bool hasRow = !reader.IsDBNull(0);
            bool hasEntry = !reader.IsDBNull(2);
            steps.Add(new StoredStep(
                hasRow ? reader.GetGuid(0) : null,
                hasRow && reader.GetBoolean(1),
                hasEntry ? reader.GetInt64(2) : 0,
                hasEntry ? reader.GetGuid(3) : null,
                hasEntry && reader.GetBoolean(4)));
        }

        return [.. steps];
    }

    private void Fill(List<PendingWrite> writes)
    {
        _entryCustomers.Clear();
        _partitions.Clear();
        _versions.Clear();
        _entryWriters.Clear();
        _entries.Clear();
        _rowCustomers.Clear();
        _sequences.Clear();
        _rowWriters.Clear();
        _rows.Clear();
        _areGuarded.Clear();
        foreach (PendingWrite pending in writes)
        {
            CustomerWrite write = pending.Write;
            if (write.EntryVersion > 0)
            {
                _entryCustomers.Add(pending.Name);
                _partitions.Add(write.Partition);
                _versions.Add(write.EntryVersion);
                _entryWriters.Add(write.Writer);
                _entries.Add(pending.Entry);
            }

            if (pending.NeedsJournal)
            {
                _rowCustomers.Add(pending.Name);
                _sequences.Add(write.JournalSequence);
                _rowWriters.Add(write.Writer);
                _rows.Add(pending.Lines);
                _areGuarded.Add(write.EntryVersion > 0);
            }
        }
    }

    private static void Add<T>(NpgsqlCommand command, NpgsqlDbType type, List<T> values) =>
        command.Parameters.Add(new NpgsqlParameter<List<T>> { NpgsqlDbType = NpgsqlDbType.Array | type, TypedValue = values });
}
