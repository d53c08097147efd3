namespace ClvActors.Host.Errors;

/// <summary>The codes of <see cref="ApiError.Error"/>; part of the HTTP contract.</summary>
public static class ErrorCodes
{
    /// <summary>400: the body is empty.</summary>
    public const string EmptyBody = "empty_body";

    /// <summary>400: the body as a whole cannot be read.</summary>
    public const string InvalidBody = "invalid_body";

    /// <summary>400: the position in the change feed is none.</summary>
    public const string InvalidPosition = "invalid_position";

    /// <summary>400: the request breaks the protocol.</summary>
    public const string BadRequest = "bad_request";

    /// <summary>404: the customer has never bought.</summary>
    public const string UnknownCustomer = "unknown_customer";

    /// <summary>404: there is no such bundle.</summary>
    public const string UnknownBundle = "unknown_bundle";

    /// <summary>404: there is no such source of a replay.</summary>
    public const string UnknownSource = "unknown_source";

    /// <summary>404: there is nothing at this path.</summary>
    public const string NotFound = "not_found";

    /// <summary>405: the path does not take this method.</summary>
    public const string MethodNotAllowed = "method_not_allowed";

    /// <summary>409: the as-of date belongs to the wall clock.</summary>
    public const string WallClock = "wall_clock";

    /// <summary>409: the replay cannot do that in its present state.</summary>
    public const string ReplayState = "replay_state";

    /// <summary>413: the body is over the limit.</summary>
    public const string BodyTooLarge = "body_too_large";

    /// <summary>415: the content type or encoding is not accepted here.</summary>
    public const string UnsupportedMediaType = "unsupported_media_type";

    /// <summary>422: a parameter or field is out of range or unknown.</summary>
    public const string InvalidParameter = "invalid_parameter";

    /// <summary>422: the bundle is broken or does not fit.</summary>
    public const string InvalidBundle = "invalid_bundle";

    /// <summary>500: a mistake of the server.</summary>
    public const string Internal = "internal_error";

    /// <summary>503: the log has failed; reads go on until the restart.</summary>
    public const string LogFailed = "log_failed";

    /// <summary>503: the cluster cannot do it now; a later try may succeed.</summary>
    public const string Unavailable = "unavailable";

    /// <summary>503: the cluster did not answer in time; what was sent may or may not have been taken, sending it again is right.</summary>
    public const string NoAnswer = "no_answer";

    /// <summary>503: the server is starting; a later try will succeed.</summary>
    public const string Starting = "starting";

    /// <summary>503: the server is stopping.</summary>
    public const string Stopping = "stopping";

    /// <summary>507: the log's disk is full; reads go on, a later try may succeed.</summary>
    public const string StorageFull = "storage_full";
}
