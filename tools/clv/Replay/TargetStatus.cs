namespace ClvActors.CommandLine.Replay;

/// <summary>How a replay's target stands.</summary>
/// <param name="AsOf">The as-of date as <c>yyyy-MM-dd</c>; empty before there is one.</param>
/// <param name="FollowsWallClock">Whether the as-of date is today.</param>
/// <param name="Customers">Customers in the population.</param>
/// <param name="InvoicesAccepted">Invoices accepted ever.</param>
/// <param name="InvoicesRescored">Accepted invoices after which their customer was scored.</param>
/// <param name="Syncs">Syncs of the log since the target started.</param>
/// <param name="FileSystem">File system that holds the log; empty when unknown.</param>
internal sealed record TargetStatus(
    string AsOf, bool FollowsWallClock, int Customers, long InvoicesAccepted, long InvoicesRescored, long Syncs, string FileSystem);
