using ClvActors.Domain.Transactions;

namespace ClvActors.Host.Dashboard;

/// <summary>Addresses of pages about one customer.</summary>
public static class CustomerLink
{
    /// <summary>Where a customer is looked up.</summary>
    public static string To(CustomerId id) => To(id.ToString());

    /// <summary>Where an id, known or not, is looked up.</summary>
    public static string To(string id) => "lookup/" + Uri.EscapeDataString(id);

    /// <summary>Where a customer, known or not, is changed in What-if.</summary>
    public static string ToWhatIf(string id) => "what-if?customer=" + Uri.EscapeDataString(id);
}
