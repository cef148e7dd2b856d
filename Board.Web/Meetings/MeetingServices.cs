using Microsoft.AspNetCore.Components.Server.Circuits;

namespace Board.Web.Meetings;

/// <summary>Adds meetings and directives.</summary>
public static class MeetingServices
{
    /// <summary>Adds their use cases, the stage, and what tells a screen that its browser is gone.</summary>
    public static IServiceCollection AddMeetings(this IServiceCollection services)
    {
        services.AddSingleton<MeetingStage>().AddSingleton<PresentMeeting>().AddSingleton<OpenMeeting>().AddSingleton<CloseMeeting>().AddSingleton<RecordDirective>();
        services.AddSingleton<FollowDirective>().AddSingleton<ListDirectives>().AddSingleton<FindMeeting>().AddSingleton<ListMeetings>().AddSingleton<FindShow>();
        return services.AddScoped<MeetingConnection>().AddScoped<CircuitHandler>(provider => provider.GetRequiredService<MeetingConnection>());
    }
}
