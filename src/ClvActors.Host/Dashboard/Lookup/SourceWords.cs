using ClvActors.Domain.Customers;
using ClvActors.Domain.Scoring;

namespace ClvActors.Host.Dashboard.Lookup;

/// <summary>Says in words what a customer's codes mean.</summary>
public static class SourceWords
{
    /// <summary>How a value came about, as a name.</summary>
    public static string Name(PredictionSource source) => source switch
    {
        PredictionSource.Model => "Model",
        PredictionSource.ColdStart => "Cold start",
        PredictionSource.Lapsed => "Lapsed",
        _ => "Pending",
    };

    /// <summary>How a value came about, in a sentence.</summary>
    public static string Sentence(PredictionSource source) => source switch
    {
        PredictionSource.Model => "Two or more purchases within the last 365 days: the model values this customer by what it bought, how often and how lately.",
        PredictionSource.ColdStart => "Fewer than two purchases within the last 365 days: too little for the main model, so the model for new customers answers, or its typical value.",
        PredictionSource.Lapsed => "No purchase within the last 365 days. The customer is outside the population of ranks and segments; what value remains fades with time.",
        _ => "All purchases are dated after the as-of date. Until that day comes the customer is valued like a new one and stands outside the population.",
    };

    /// <summary>A lifecycle stage in days since the first purchase ever.</summary>
    public static string Days(LifecycleStage stage) => stage switch
    {
        LifecycleStage.New => "first purchase up to 90 days ago",
        LifecycleStage.Growing => "first purchase 91 to 180 days ago",
        LifecycleStage.Established => "first purchase 181 to 365 days ago",
        _ => "first purchase more than a year ago",
    };

    /// <summary>A purchase status in days since the last purchase.</summary>
    public static string Days(PurchaseStatus status) => status switch
    {
        PurchaseStatus.Active => "last purchase up to 30 days ago",
        PurchaseStatus.Lagging => "last purchase 31 to 90 days ago",
        PurchaseStatus.Dormant => "last purchase 91 to 180 days ago",
        _ => "last purchase more than 180 days ago",
    };
}
