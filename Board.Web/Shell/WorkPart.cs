using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;
using MudBlazor.Services;

namespace Board.Web.Shell;

/// <summary>The part of a page on which people work: how it is run, and how to tell a page that has one.</summary>
public static class WorkPart
{
    /// <summary>By a circuit, and not drawn before that: what it shows is loaded once, and what is typed into it is never lost to a second drawing.</summary>
    public static IComponentRenderMode Mode { get; } = new InteractiveServerRenderMode(prerender: false);

    /// <summary>True for a page of <see cref="WorkLayout"/>.</summary>
    public static bool IsOn(Endpoint? page) => page?.Metadata.GetMetadata<LayoutAttribute>()?.LayoutType == typeof(WorkLayout);

    /// <summary>Adds MudBlazor, in the product's words.</summary>
    public static void AddWorkParts(this IServiceCollection services)
    {
        services.AddMudServices(mud =>
        {
            mud.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomCenter;
            mud.SnackbarConfiguration.PreventDuplicates = true;
        });
        services.AddTransient<MudLocalizer, MudWords>();
    }
}
