using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using ClvActors.Domain.Features;
using ClvActors.Domain.Population;
using ClvActors.Domain.Transactions;
using ClvActors.Host.Api;
using ClvActors.Host.Api.Answers;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ClvActors.Host.OpenApi;

/// <summary>What the OpenAPI document says beyond what it finds in the code.</summary>
internal static class ApiDescription
{
    /// <summary>Adds the document's head and the schemas of types with a JSON form of their own.</summary>
    public static void Configure(OpenApiOptions options)
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "ClvActors",
                Version = "1",
                Description = "Live customer lifetime value. Money is in the deployment's one currency. Errors have one shape: a code and a message.",
            };
            foreach (IOpenApiSchema schema in document.Components?.Schemas?.Values ?? [])
            {
                LeaveOutNull(schema);
            }

            return Task.CompletedTask;
        });
        options.AddSchemaTransformer((schema, context, _) =>
        {
            if (context.JsonTypeInfo.Type == typeof(CustomerId))
            {
                schema.OneOf = [new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64" }, new OpenApiSchema { Type = JsonSchemaType.String }];
            }
            else if (context.JsonTypeInfo.Type == typeof(NamedFeatures))
            {
                schema.Type = JsonSchemaType.Object;
                schema.Properties = FeatureSet.Names.ToDictionary(name => name, IOpenApiSchema (_) => new OpenApiSchema { Type = JsonSchemaType.Number, Format = "double" });
                schema.Required = new HashSet<string>(FeatureSet.Names);
            }

            // What does not exist is absent from answers, never null.
            schema.Type &= ~JsonSchemaType.Null;
            foreach (JsonPropertyInfo property in context.JsonTypeInfo.Properties.Where(property => Nullable.GetUnderlyingType(property.PropertyType) is not null))
            {
                schema.Required?.Remove(property.Name);
            }

            return Task.CompletedTask;
        });
    }

    // A nested object that may be absent is described as "null or the object".
    private static void LeaveOutNull(IOpenApiSchema schema)
    {
        foreach ((string name, IOpenApiSchema property) in schema.Properties?.ToArray() ?? [])
        {
            if (property.OneOf is { Count: 2 } choices && choices.Any(choice => choice.Type == JsonSchemaType.Null))
            {
                schema.Properties![name] = choices.First(choice => choice.Type != JsonSchemaType.Null);
            }
        }
    }

    /// <summary>The body of a what-if prediction.</summary>
    public static OpenApiRequestBody PredictBody() => new()
    {
        Required = true,
        Content = new Dictionary<string, OpenApiMediaType>
        {
            ["application/json"] = new()
            {
                Schema = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Required = new HashSet<string>(PredictField.All.Where(field => field.IsRequired).Select(field => field.Name)),
                    AdditionalPropertiesAllowed = false,
                    Properties = PredictField.All.ToDictionary(field => field.Name, IOpenApiSchema (field) => new OpenApiSchema
                    {
                        Type = field.IsWhole ? JsonSchemaType.Integer : JsonSchemaType.Number,
                        Minimum = field.Least.ToString(CultureInfo.InvariantCulture),
                        Maximum = field.Most.ToString(CultureInfo.InvariantCulture),
                    }),
                },
                Example = JsonNode.Parse("""{"recency_days":30,"frequency":10,"monetary_total":5000,"purchase_velocity":1.5}"""),
            },
        },
    };

    /// <summary>The body of a what-if that is to be stored.</summary>
    public static OpenApiRequestBody WhatIfBody()
    {
        OpenApiRequestBody body = PredictBody();
        OpenApiMediaType json = (OpenApiMediaType)body.Content!["application/json"];
        json.Schema!.Properties!["name"] = Text("What it is called.");
        json.Example = JsonNode.Parse("""{"name":"Loyal wholesaler","recency_days":30,"frequency":10,"monetary_total":5000}""");
        return body;
    }

    /// <summary>The body of an ingestion.</summary>
    public static OpenApiRequestBody TransactionsBody()
    {
        OpenApiSchema line = new()
        {
            Type = JsonSchemaType.Object,
            Description = "Names as in the published dataset; InvoiceNo, UnitPrice, CustomerID and snake_case are accepted, other properties passed over.",
            Required = new HashSet<string>(["Invoice", "StockCode", "Quantity", "InvoiceDate", "Price"]),
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["Invoice"] = Text("Invoice number; a leading C marks a cancellation."),
                ["StockCode"] = Text("Product code."),
                ["Description"] = Text("Product text."),
                ["Quantity"] = new OpenApiSchema { Type = JsonSchemaType.Integer | JsonSchemaType.String, Description = "Pieces." },
                ["InvoiceDate"] = Text("Local time like 2010-12-01 08:26:00; a time with an offset is converted to the deployment's time zone."),
                ["Price"] = new OpenApiSchema { Type = JsonSchemaType.Number | JsonSchemaType.String, Description = "Unit price with at most four decimals." },
                ["Customer ID"] = new OpenApiSchema { Type = JsonSchemaType.Integer | JsonSchemaType.String | JsonSchemaType.Null, Description = "The customer." },
                ["Country"] = Text("Country."),
                ["line_id"] = Text("The line's own identity, if it has one."),
            },
        };
        JsonNode example = JsonNode.Parse(
            """{"Invoice":"536365","StockCode":"85123A","Quantity":6,"InvoiceDate":"2010-12-01 08:26:00","Price":2.55,"Customer ID":17850,"Country":"United Kingdom"}""")!;
        return new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/json"] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.Array, Items = line }, Example = new JsonArray(example) },
                ["application/x-ndjson"] = new() { Schema = Text("One such object per line.") },
                ["text/csv"] = new() { Schema = Text($"A header and one line each: {string.Join(", ", TransactionColumns.Published)}.") },
            },
        };
    }

    /// <summary>The body of a command to the replay.</summary>
    public static OpenApiRequestBody ReplayBody() => new()
    {
        Required = true,
        Content = new Dictionary<string, OpenApiMediaType>
        {
            ["application/json"] = new()
            {
                Schema = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Required = new HashSet<string>(["action"]),
                    AdditionalPropertiesAllowed = false,
                    Properties = new Dictionary<string, IOpenApiSchema>
                    {
                        ["action"] = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. ReplayRequest.Actions.Select(name => (JsonNode)name)] },
                        ["source"] = Text("Id of what is to be replayed, for start."),
                        ["speed"] = new OpenApiSchema { Type = JsonSchemaType.Number | JsonSchemaType.String, Description = "Days per second, \"max\", or \"own\" for the source's own; for start, resume and speed." },
                    },
                },
                Example = JsonNode.Parse("""{"action":"start","source":"demo","speed":30}"""),
            },
        },
    };

    /// <summary>A body with one text.</summary>
    public static OpenApiRequestBody OneTextBody(string name, string help, string example) => new()
    {
        Required = true,
        Content = new Dictionary<string, OpenApiMediaType>
        {
            ["application/json"] = new()
            {
                Schema = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Required = new HashSet<string>([name]),
                    Properties = new Dictionary<string, IOpenApiSchema> { [name] = Text(help) },
                },
                Example = new JsonObject { [name] = example },
            },
        },
    };

    /// <summary>Names of the segments as an enumeration.</summary>
    public static OpenApiSchema Segments() => new()
    {
        Type = JsonSchemaType.String,
        Enum = [.. ClvSegmentNames.All.Select(name => (JsonNode)name)],
    };

    private static OpenApiSchema Text(string help) => new() { Type = JsonSchemaType.String, Description = help };
}
