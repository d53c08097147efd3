using ClvActors.Domain.Surveys;
using ClvActors.Learning.Monitoring;

namespace ClvActors.Host.Monitoring;

/// <summary>What one look at the population has found.</summary>
/// <param name="Survey">The population, counted by the baseline's cuts.</param>
/// <param name="Served">The bundle that served.</param>
/// <param name="Baseline">What drift was measured against.</param>
/// <param name="Drift">The drift; empty without a baseline.</param>
internal sealed record PopulationLook(PopulationSurvey Survey, ServedModel Served, BaselineOrigin Baseline, IReadOnlyList<DriftRow> Drift);
