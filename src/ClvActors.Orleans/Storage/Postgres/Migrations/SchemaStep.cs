namespace ClvActors.Orleans.Storage.Postgres.Migrations;

/// <summary>One step from a schema version to the next.</summary>
/// <param name="Version">The version that the database has afterwards; steps follow each other without a gap from 1.</param>
/// <param name="Statements">SQL statements, run in order in the migration's transaction. Never changed once released.</param>
/// <param name="Queries">Rows of <c>orleansquery</c> to insert or replace.</param>
internal sealed record SchemaStep(int Version, IReadOnlyList<string> Statements, IReadOnlyDictionary<string, string> Queries);
