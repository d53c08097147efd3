namespace ClvActors.Orleans.Storage.Postgres.Migrations;

/// <summary>The statements that Orleans' ADO.NET providers look up by key, as of schema version 1.</summary>
/// <remarks>
/// Keys, parameters and result columns are the providers'. Every one is a single statement and therefore atomic without a transaction of its own: a change
/// first moves the version row, whose lock orders concurrent changes, and what follows happens only if that row had the version that was expected.
/// </remarks>
internal static class Version1Queries
{
    private const string Member = "deployment_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation";

    private const string Grain =
        "service_id = @ServiceId AND grain_type = @GrainTypeString AND key_first = @GrainIdN0 AND key_second = @GrainIdN1 "
        + "AND key_text = coalesce(@GrainIdExtensionString, '')";

    private const string MemberColumns = """
        m.address AS "Address", m.port AS "Port", m.generation AS "Generation", m.silo_name AS "SiloName", m.host_name AS "HostName",
        m.status AS "Status", m.proxy_port AS "ProxyPort", m.suspect_times AS "SuspectTimes", m.start_time AS "StartTime",
        m.i_am_alive_time AS "IAmAliveTime", v.version AS "Version"
        """;

    /// <summary>Statements by key.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["GatewaysQueryKey"] = """
            SELECT address AS "Address", proxy_port AS "ProxyPort", generation AS "Generation"
            FROM orleans_membership WHERE deployment_id = @DeploymentId AND status = @Status AND proxy_port > 0
            """,
        ["MembershipReadRowKey"] = $"""
            SELECT {MemberColumns} FROM orleans_membership_version v
            LEFT JOIN orleans_membership m
                ON m.deployment_id = v.deployment_id AND m.address = @Address AND m.port = @Port AND m.generation = @Generation
            WHERE v.deployment_id = @DeploymentId
            """,
        ["MembershipReadAllKey"] = $"""
            SELECT {MemberColumns} FROM orleans_membership_version v
            LEFT JOIN orleans_membership m ON m.deployment_id = v.deployment_id
            WHERE v.deployment_id = @DeploymentId
            """,
        ["InsertMembershipVersionKey"] = """
            WITH created AS (
                INSERT INTO orleans_membership_version (deployment_id) VALUES (@DeploymentId) ON CONFLICT DO NOTHING RETURNING 1)
            SELECT EXISTS (SELECT FROM created)
            """,
        ["UpdateIAmAlivetimeKey"] = $"UPDATE orleans_membership SET i_am_alive_time = @IAmAliveTime WHERE {Member}",
        ["InsertMembershipKey"] = $"""
            WITH moved AS (
                UPDATE orleans_membership_version SET version = version + 1, changed_at = now()
                WHERE deployment_id = @DeploymentId AND version = @Version AND NOT EXISTS (SELECT FROM orleans_membership WHERE {Member})
                RETURNING 1),
            created AS (
                INSERT INTO orleans_membership (
                    deployment_id, address, port, generation, silo_name, host_name, status, proxy_port, start_time, i_am_alive_time)
                SELECT @DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime
                FROM moved
                RETURNING 1)
            SELECT EXISTS (SELECT FROM created)
            """,
        ["UpdateMembershipKey"] = $"""
            WITH moved AS (
                UPDATE orleans_membership_version SET version = version + 1, changed_at = now()
                WHERE deployment_id = @DeploymentId AND version = @Version AND EXISTS (SELECT FROM orleans_membership WHERE {Member})
                RETURNING 1),
            changed AS (
                UPDATE orleans_membership SET status = @Status, suspect_times = @SuspectTimes, i_am_alive_time = @IAmAliveTime
                FROM moved WHERE {Member}
                RETURNING 1)
            SELECT EXISTS (SELECT FROM changed)
            """,
        ["DeleteMembershipTableEntriesKey"] = """
            WITH members AS (DELETE FROM orleans_membership WHERE deployment_id = @DeploymentId)
            DELETE FROM orleans_membership_version WHERE deployment_id = @DeploymentId
            """,

        // 6 is SiloStatus.Dead: a silo that others still count on is never removed, however long it has been silent.
        ["CleanupDefunctSiloEntriesKey"] =
            "DELETE FROM orleans_membership WHERE deployment_id = @DeploymentId AND status = 6 AND i_am_alive_time < @IAmAliveTime",
        ["ReadFromStorageKey"] = $"""SELECT payload AS "PayloadBinary", version AS "Version" FROM orleans_storage WHERE {Grain}""",

        // No row in the answer means a conflict to the provider. A missing expected version asks for a new row; it never replaces one.
        ["WriteToStorageKey"] = $"""
            WITH changed AS (
                UPDATE orleans_storage SET payload = @PayloadBinary, version = version + 1, changed_at = now()
                WHERE {Grain} AND version = @GrainStateVersion
                RETURNING version),
            created AS (
                INSERT INTO orleans_storage (service_id, grain_type, key_first, key_second, key_text, version, payload)
                SELECT @ServiceId, @GrainTypeString, @GrainIdN0, @GrainIdN1, coalesce(@GrainIdExtensionString, ''), 1, @PayloadBinary
                WHERE @GrainStateVersion IS NULL
                ON CONFLICT DO NOTHING
                RETURNING version)
            SELECT version AS "NewGrainStateVersion" FROM changed UNION ALL SELECT version FROM created
            """,
        ["ClearStorageKey"] = $"""
            UPDATE orleans_storage SET payload = NULL, version = version + 1, changed_at = now()
            WHERE {Grain} AND version = @GrainStateVersion
            RETURNING version AS "NewGrainStateVersion"
            """,
        ["DeleteStorageKey"] = $"""
            DELETE FROM orleans_storage WHERE {Grain} AND version = @GrainStateVersion
            RETURNING version + 1 AS "NewGrainStateVersion"
            """,
    };
}
