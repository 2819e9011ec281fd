ALTER TABLE "deliveries" ADD COLUMN "card_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "resume_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "waits_for" text;--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "waits_since" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "deliveries_card" ON "deliveries" USING btree ("card_until") WHERE "deliveries"."card_until" is not null;