using ClvActors.CommandLine.Terminals;
using ClvActors.Learning.Evaluation.Contenders;
using ClvActors.Learning.Evaluation.Documents;
using ClvActors.Learning.Evaluation.Harness;
using ClvActors.Learning.Evaluation.ThirtyDays;

namespace ClvActors.CommandLine.Evaluation;

/// <summary>Evaluates what is said of the next 30 days, over rolling origins.</summary>
/// <param name="Target">What is predicted.</param>
/// <param name="Origins">The dates, ascending.</param>
/// <param name="MonthEnds">Month ends before each origin that customers are trained on.</param>
/// <param name="ActiveDays">Judged on are customers whose last purchase is less than so many days ago.</param>
internal sealed record ThirtyDayEvaluation(ThirtyDayTarget Target, IReadOnlyList<DateOnly> Origins, int MonthEnds, int ActiveDays)
{
    /// <summary>Runs it.</summary>
    /// <param name="data">The transactions.</param>
    /// <param name="families">The contenders; those with parameters take the ones that a search begins with.</param>
    /// <param name="settings">What evaluations of every kind are asked for; there are no drawn splits and folds.</param>
    /// <param name="terminal">Where tables and progress go.</param>
    /// <param name="cancellation">Ends it.</param>
    public void Run(
        ShopData data, IReadOnlyList<ContenderFamily> families, EvaluationSettings settings, Terminal terminal, CancellationToken cancellation)
    {
        List<string> notes = [];
        List<EvaluationCase> cases = [];
        foreach (DateOnly origin in Origins)
        {
            AddCase(data, origin, cases, notes, cancellation);
        }

        if (cases.Count == 0)
        {
            throw new WrongInputException($"{data.Cleaned.Path}: none of the origins can be judged: {string.Join("; ", notes)}");
        }

        notes.Add($"trained on everyone in the window at up to {MonthEnds} month ends whose 30 days end by the origin, judged on customers whose last purchase is less than {ActiveDays} days before it");
        notes.Add("models have the parameters that a search begins with, nothing was searched");
        terminal.Line($"{cases.Count} origins, {families.Count} models");
        EvaluationOutput.Prepare(settings.Out);
        EvaluationDocument start = new()
        {
            Title = Target == ThirtyDayTarget.Spend ? "Spend over the next 30 days" : "Purchase within the next 30 days",
            Kind = Target == ThirtyDayTarget.Spend ? EvaluationKinds.Spend : EvaluationKinds.Probability,
            Data = data.Fingerprint,
            AsOf = Origins[^1],
            HorizonDays = ThirtyDayCases.Days,
            Customers = cases[^1].TestCustomers.Count,
            Rows = [],
            Notes = notes,
        };
        EvaluationOutput.Run(start, cases, [.. families.Select(family => family.Standard())], settings, terminal, cancellation);
    }

    private void AddCase(ShopData data, DateOnly origin, List<EvaluationCase> cases, List<string> notes, CancellationToken cancellation)
    {
        DateOnly end = origin.AddDays(ThirtyDayCases.Days);
        if (end > data.Fingerprint.LastDate)
        {
            notes.Add($"origin {origin:yyyy-MM-dd} is left out: its 30 days end on {end:yyyy-MM-dd}, the data on {data.Fingerprint.LastDate:yyyy-MM-dd}");
            return;
        }

        try
        {
            cases.Add(ThirtyDayCases.Origin(data.Cleaned.Lines, origin, Target, MonthEnds, ActiveDays, cancellation));
        }
        catch (InvalidDataException tooLittle)
        {
            notes.Add($"left out: {tooLittle.Message}");
        }
    }
}
