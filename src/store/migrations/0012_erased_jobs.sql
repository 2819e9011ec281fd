ALTER TABLE "jobs" ADD COLUMN "erased_at" timestamp with time zone;--> statement-breakpoint
-- Erased again, by itself: some words were left.
UPDATE "clips" SET "erased_at" = NULL WHERE "deleted_at" IS NOT NULL;
