using System.Text.Json.Nodes;
using ClvActors.Host.Errors;
using Microsoft.OpenApi;

namespace ClvActors.Host.OpenApi;

/// <summary>Describes parameters, bodies and errors of an endpoint.</summary>
internal static class EndpointDescription
{
    /// <summary>Says with which errors the endpoint may answer.</summary>
    public static RouteHandlerBuilder ProducesError(this RouteHandlerBuilder builder, params ReadOnlySpan<int> statuses)
    {
        foreach (int status in statuses)
        {
            builder.Produces<ApiError>(status);
        }

        return builder;
    }

    /// <summary>Describes the request's body.</summary>
    public static RouteHandlerBuilder DescribeBody(this RouteHandlerBuilder builder, OpenApiRequestBody body) =>
        builder.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.RequestBody = body;
            return Task.CompletedTask;
        });

    /// <summary>Describes a query parameter that is a whole number.</summary>
    public static RouteHandlerBuilder DescribeWholeNumber(this RouteHandlerBuilder builder, string name, int least, int? most, int standard) =>
        builder.DescribeParameter(name, new OpenApiSchema
        {
            Type = JsonSchemaType.Integer,
            Format = "int32",
            Minimum = least.ToString(),
            Maximum = most?.ToString(),
            Default = JsonValue.Create(standard),
        });

    /// <summary>Describes <c>segment</c>.</summary>
    public static RouteHandlerBuilder DescribeSegment(this RouteHandlerBuilder builder) => builder.DescribeParameter("segment", ApiDescription.Segments());

    /// <summary>Describes <c>include</c>.</summary>
    public static RouteHandlerBuilder DescribeInclude(this RouteHandlerBuilder builder) =>
        builder.DescribeParameter("include", new OpenApiSchema { Type = JsonSchemaType.String, Enum = [(JsonNode)"lapsed"] });

    private static RouteHandlerBuilder DescribeParameter(this RouteHandlerBuilder builder, string name, OpenApiSchema schema) =>
        builder.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            OpenApiParameter parameter = (OpenApiParameter)operation.Parameters!.Single(one => one.Name == name);
            parameter.Schema = schema;
            return Task.CompletedTask;
        });
}
