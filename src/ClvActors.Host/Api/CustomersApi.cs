using System.ComponentModel;
using ClvActors.Domain.Service;
using ClvActors.Domain.Transactions;
using ClvActors.Host.Api.Answers;
using ClvActors.Host.Errors;
using ClvActors.Host.OpenApi;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClvActors.Host.Api;

/// <summary>Customers, one and many.</summary>
internal static class CustomersApi
{
    private const int StandardPerPage = 50;
    private const int MostPerPage = 200;
    private const string CustomerPath = "/api/customer/";

    /// <summary>Maps <c>GET /api/customers</c> and <c>GET /api/customer/{id}</c>.</summary>
    public static void MapCustomers(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/customers", ListAsync)
            .WithName("listCustomers").WithTags("Customers")
            .WithSummary("A page of customers by value")
            .WithDescription("By predicted value descending, then id ascending.")
            .ProducesError(422, 503)
            .DescribeWholeNumber("page", 1, null, 1)
            .DescribeWholeNumber("per_page", 1, MostPerPage, StandardPerPage)
            .DescribeSegment().DescribeInclude();

        routes.MapGet(CustomerPath + "{id}", FindAsync)
            .WithName("findCustomer").WithTags("Customers")
            .WithSummary("Everything about one customer")
            .WithDescription("What does not exist for the customer is absent from the answer. A customer with cancellations alone is unknown.")
            .ProducesError(404, 503);
    }

    private static async Task<Ok<CustomerPageAnswer>> ListAsync(
        ICustomerValueService service,
        [Description("Page number.")] string? page,
        [Description("Customers per page.")] string? per_page,
        [Description("One segment alone.")] string? segment,
        [Description("`lapsed` adds the customers whose purchases have all left the window, as part of Dormant.")] string? include,
        CancellationToken cancellation)
    {
        int perPage = QueryParameters.WholeNumber("per_page", per_page, StandardPerPage, 1, MostPerPage);
        int number = QueryParameters.WholeNumber("page", page, 1, 1, int.MaxValue);

        // No page behind this one can hold anybody, and the service may compute in 32 bits.
        int asked = Math.Min(number, int.MaxValue / perPage);
        CustomerQuery query = new(asked, perPage, QueryParameters.Segment(segment), QueryParameters.IncludesLapsed(include));
        CustomerPage found = await service.ListAsync(query, cancellation);
        int pages = Math.Max(1, (found.Total + perPage - 1) / perPage);
        return number <= pages
            ? TypedResults.Ok(new CustomerPageAnswer([.. found.Items.Select(CustomerItem.Of)], pages, found.Total, number, perPage))
            : throw QueryParameters.Invalid($"page must be from 1 to {pages}.");
    }

    private static async Task<Results<Ok<CustomerAnswer>, NotFound<ApiError>>> FindAsync(
        HttpContext context,
        ICustomerValueService service,
        [Description("The customer's id in any spelling: 13085, 13085.0 and \"13085\" are one customer.")] string id,
        CancellationToken cancellation)
    {
        string spelling = id.Contains('%', StringComparison.Ordinal) ? RawId(context) : id;
        if (CustomerId.TryParse(spelling, out CustomerId customer) && await service.FindAsync(customer, cancellation) is { } detail)
        {
            return TypedResults.Ok(CustomerAnswer.Of(detail));
        }

        return TypedResults.NotFound(new ApiError(ErrorCodes.UnknownCustomer, $"There is no customer {spelling}, or nothing was ever bought."));
    }

    /// <summary>The id as it was sent: the framework leaves an escaped slash escaped, which cannot be told from an escaped percent sign.</summary>
    private static string RawId(HttpContext context)
    {
        string target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        int start = target.IndexOf(CustomerPath, StringComparison.OrdinalIgnoreCase);
        string tail = start < 0 ? target : target[(start + CustomerPath.Length)..];
        int query = tail.IndexOf('?', StringComparison.Ordinal);
        return Uri.UnescapeDataString(query < 0 ? tail : tail[..query]).TrimEnd('/');
    }
}
