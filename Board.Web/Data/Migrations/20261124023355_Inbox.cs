using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Board.Web.Data.Migrations
{
    /// <inheritdoc />
    public partial class Inbox : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "ReadAt",
                table: "Reminders",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "FeedHash",
                table: "Accounts",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "FeedMadeAt",
                table: "Accounts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Reminders_ReadAt",
                table: "Reminders",
                column: "ReadAt",
                filter: "\"ReadAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Reminders_Recipient_Channel",
                table: "Reminders",
                columns: new[] { "Recipient", "Channel" });

            migrationBuilder.CreateIndex(
                name: "IX_Accounts_FeedHash",
                table: "Accounts",
                column: "FeedHash",
                unique: true);

            // Of a reminder that was sent, one thing may still be added, once: when it was read on its recipient's own page.
            migrationBuilder.Sql("""
                DROP TRIGGER "Reminders_Sent";
                CREATE TRIGGER "Reminders_Sent" BEFORE UPDATE OF "State", "Attempts", "FirstTriedAt", "NextTryAt", "Fence", "ClaimedBy", "ClaimedAt", "LeaseUntil", "EndedAt", "SentTo", "LastFault" ON "Reminders"
                WHEN OLD."State" = 'Sent' BEGIN SELECT RAISE(ABORT, 'A sent reminder does not change'); END;
                CREATE TRIGGER "Reminders_Read" BEFORE UPDATE OF "ReadAt" ON "Reminders" WHEN OLD."ReadAt" IS NOT NULL OR OLD."State" <> 'Sent' OR OLD."Channel" <> 'InApp'
                BEGIN SELECT RAISE(ABORT, 'Only what came to a page is read, and once'); END;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Reminders_ReadAt",
                table: "Reminders");

            migrationBuilder.DropIndex(
                name: "IX_Reminders_Recipient_Channel",
                table: "Reminders");

            migrationBuilder.DropIndex(
                name: "IX_Accounts_FeedHash",
                table: "Accounts");

            migrationBuilder.DropColumn(
                name: "ReadAt",
                table: "Reminders");

            migrationBuilder.DropColumn(
                name: "FeedHash",
                table: "Accounts");

            migrationBuilder.DropColumn(
                name: "FeedMadeAt",
                table: "Accounts");
        }
    }
}
