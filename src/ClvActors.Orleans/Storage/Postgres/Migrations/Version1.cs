namespace ClvActors.Orleans.Storage.Postgres.Migrations;

/// <summary>Version 1: Orleans' membership and grain storage, the customers' journals and entries, and the deployment's record.</summary>
internal static class Version1
{
    /// <summary>Parts of the hash-partitioned tables.</summary>
    public const int Parts = 16;

    /// <summary>The step.</summary>
    public static SchemaStep Step { get; } = new(
        1,
        [OrleansTables, CustomerTables, .. PartsOf("clv_journal", ""), .. PartsOf("clv_entry", EntrySettings), Deployment],
        Version1Queries.All);

    /// <summary>Orleans reads <c>orleansquery</c> by that name; the other tables are only named in its rows.</summary>
    private const string OrleansTables = """
        CREATE TABLE orleansquery (
            querykey text NOT NULL PRIMARY KEY,
            querytext text NOT NULL
        );
        CREATE TABLE orleans_membership_version (
            deployment_id text NOT NULL PRIMARY KEY,
            version integer NOT NULL DEFAULT 0,
            changed_at timestamptz NOT NULL DEFAULT now()
        );
        CREATE TABLE orleans_membership (
            deployment_id text NOT NULL,
            address text NOT NULL,
            port integer NOT NULL,
            generation integer NOT NULL,
            silo_name text NOT NULL,
            host_name text NOT NULL,
            status integer NOT NULL,
            proxy_port integer NOT NULL,
            suspect_times text,
            start_time timestamptz NOT NULL,
            i_am_alive_time timestamptz NOT NULL,
            PRIMARY KEY (deployment_id, address, port, generation)
        );
        CREATE TABLE orleans_storage (
            service_id text COLLATE "C" NOT NULL,
            grain_type text COLLATE "C" NOT NULL,
            key_first bigint NOT NULL,
            key_second bigint NOT NULL,
            key_text text COLLATE "C" NOT NULL,
            version integer NOT NULL,
            payload bytea,
            changed_at timestamptz NOT NULL DEFAULT now(),
            PRIMARY KEY (service_id, grain_type, key_first, key_second, key_text)
        ) WITH (fillfactor = 80);
        """;

    /// <summary>Collation C, because a primary key must not depend on the operating system's language tables, and compares fastest.</summary>
    private const string CustomerTables = """
        CREATE TABLE clv_journal (
            customer text COLLATE "C" NOT NULL,
            sequence bigint NOT NULL CHECK (sequence > 0),
            writer uuid NOT NULL,
            lines bytea NOT NULL,
            written_at timestamptz NOT NULL DEFAULT now(),
            PRIMARY KEY (customer, sequence)
        ) PARTITION BY HASH (customer);
        CREATE TABLE clv_entry (
            customer text COLLATE "C" NOT NULL PRIMARY KEY,
            partition integer NOT NULL,
            version bigint NOT NULL CHECK (version > 0),
            writer uuid NOT NULL,
            entry bytea NOT NULL
        ) PARTITION BY HASH (customer);
        CREATE INDEX clv_entry_by_partition ON clv_entry (partition, customer);
        """;

    /// <summary>Entries are replaced all the time: room on their page keeps the indexes out of it, and dead ones are cleaned early.</summary>
    private const string EntrySettings = " WITH (fillfactor = 75, autovacuum_vacuum_scale_factor = 0.05)";

    private const string Deployment = """
        CREATE TABLE clv_deployment (
            only_row boolean NOT NULL PRIMARY KEY DEFAULT true CHECK (only_row),
            cluster_id text NOT NULL,
            service_id text NOT NULL,
            format_version integer NOT NULL,
            clock text NOT NULL,
            time_zone text NOT NULL,
            currency text NOT NULL,
            partitions integer NOT NULL CHECK (partitions > 0),
            created_at timestamptz NOT NULL DEFAULT now()
        );
        """;

    private static IEnumerable<string> PartsOf(string table, string settings) =>
        from part in Enumerable.Range(0, Parts)
        select $"CREATE TABLE {table}_{part:D2} PARTITION OF {table} FOR VALUES WITH (MODULUS {Parts}, REMAINDER {part}){settings};";
}
