CREATE TABLE "posts" (
	"id" text PRIMARY KEY NOT NULL,
	"clip" text NOT NULL,
	"address" jsonb NOT NULL,
	"delivered" text NOT NULL,
	"memo" jsonb NOT NULL,
	"posted_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "clips" ADD COLUMN "link_key" text;--> statement-breakpoint
ALTER TABLE "clips" ADD COLUMN "link_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "clips" ADD COLUMN "hidden_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "reports" ADD COLUMN "kind" text;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_clip_clips_id_fk" FOREIGN KEY ("clip") REFERENCES "public"."clips"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "posts_clip" ON "posts" USING btree ("clip");