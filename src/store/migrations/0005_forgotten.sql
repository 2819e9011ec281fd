CREATE TABLE "forgotten" (
	"hash" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"until" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "clips" ADD COLUMN "erased_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "forgotten_until" ON "forgotten" USING btree ("until");--> statement-breakpoint
CREATE INDEX "clips_unerased" ON "clips" USING btree ("deleted_at") WHERE "clips"."deleted_at" is not null and "clips"."erased_at" is null;