using System.Text.Json;
using ClvActors.Host.Errors;
using ClvActors.Host.Replay;

namespace ClvActors.Host.Api;

/// <summary>What <c>POST /api/replay</c> asks for.</summary>
/// <param name="Action">One of <see cref="Actions"/>.</param>
/// <param name="Source">Id of a source; null when none is named.</param>
/// <param name="Speed">A speed; null when none is named.</param>
/// <param name="IsOwnSpeed">Whether the source's own speed is asked for.</param>
internal sealed record ReplayRequest(string Action, string? Source, ReplaySpeed? Speed, bool IsOwnSpeed)
{
    /// <summary>How the source's own speed is written.</summary>
    public const string OwnSpeed = "own";

    /// <summary>What can be asked for.</summary>
    public static readonly IReadOnlyList<string> Actions = ["start", "pause", "resume", "speed", "stop"];

    /// <summary>Reads a request.</summary>
    /// <exception cref="RequestRefusedException">400 for what is no JSON; 422 for a field that is missing, unknown or out of range.</exception>
    public static ReplayRequest Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? Read(document.RootElement)
                : throw QueryParameters.Invalid("The body must be an object with action and, where they matter, source and speed.");
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            throw new RequestRefusedException(StatusCodes.Status400BadRequest, ErrorCodes.InvalidBody, "The body is not JSON.");
        }
    }

    private static ReplayRequest Read(JsonElement body)
    {
        string? action = null;
        string? source = null;
        ReplaySpeed? speed = null;
        bool isOwn = false;
        foreach (JsonProperty field in body.EnumerateObject())
        {
            switch (field.Name)
            {
                case "action" when field.Value.ValueKind == JsonValueKind.String:
                    action = field.Value.GetString();
                    break;
                case "source" when field.Value.ValueKind == JsonValueKind.String:
                    source = field.Value.GetString();
                    break;
                case "speed":
                    speed = SpeedOf(field.Value, out isOwn);
                    break;
                case "action" or "source":
                    throw QueryParameters.Invalid($"{field.Name} must be a text.");
                default:
                    throw QueryParameters.Invalid($"There is no field {field.Name}; there are action, source and speed.");
            }
        }

        if (action is null || !Actions.Contains(action))
        {
            throw QueryParameters.Invalid($"action must be one of {string.Join(", ", Actions)}.");
        }

        if (action == "start" && source is null)
        {
            throw QueryParameters.Invalid("start needs a source; GET /api/replay lists them.");
        }

        return action == "speed" && speed is null && !isOwn
            ? throw QueryParameters.Invalid("speed needs a speed.")
            : new ReplayRequest(action, source, speed, isOwn);
    }

    private static ReplaySpeed? SpeedOf(JsonElement value, out bool isOwn)
    {
        isOwn = value.ValueKind == JsonValueKind.String && value.ValueEquals(OwnSpeed);
        if (isOwn)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.String && value.ValueEquals(ReplaySpeed.MaxName))
        {
            return ReplaySpeed.Max;
        }

        return value.ValueKind == JsonValueKind.Number && value.GetDouble() is >= ReplaySpeed.Slowest and <= ReplaySpeed.Fastest and var days
            ? ReplaySpeed.Of(days)
            : throw QueryParameters.Invalid($"speed must be {ReplaySpeed.Slowest} to {ReplaySpeed.Fastest} days per second, \"{ReplaySpeed.MaxName}\" or \"{OwnSpeed}\" (the source's own).");
    }
}
