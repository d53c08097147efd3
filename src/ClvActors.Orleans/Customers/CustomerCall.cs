using ClvActors.Orleans.Views;

namespace ClvActors.Orleans.Customers;

/// <summary>A call that waits for the customer's loop.</summary>
internal sealed class CustomerCall(CustomerLines? lines, RescoreOrder? order)
{
    /// <summary>The lines of a batch, or null for a rescore.</summary>
    public CustomerLines? Lines => lines;

    /// <summary>Day number to stand at.</summary>
    public int AsOfDay => lines?.AsOfDay ?? order!.AsOfDay;

    /// <summary>Sequence number under which a changed value is told.</summary>
    public long Sequence => lines?.Sequence ?? order!.Sequence;

    /// <summary>Whether an aggregator that is gone asked for a rescore: what it would change, the change feed might have passed.</summary>
    public bool IsBygone(PopulationView view) => order is not null && order.Sequence <= view.BygoneThrough;

    /// <summary>The tally of the lines, once they are applied.</summary>
    public long[]? Counts { get; set; }

    /// <summary>Completes once everything is stored and told.</summary>
    public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
