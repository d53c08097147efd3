namespace ClvActors.Host.Dashboard;

/// <summary>What a feature's number counts.</summary>
public enum FeatureUnit
{
    /// <summary>A number without a unit.</summary>
    Number,

    /// <summary>Days.</summary>
    Days,

    /// <summary>An amount.</summary>
    Money,

    /// <summary>A share of 1.</summary>
    Share,

    /// <summary>0 for no, 1 for yes.</summary>
    Flag,

    /// <summary>The logarithm of 1 + an amount.</summary>
    LogMoney,
}
