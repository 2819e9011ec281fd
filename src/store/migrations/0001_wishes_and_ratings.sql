CREATE TABLE "ratings" (
	"clip" text NOT NULL,
	"actor" text NOT NULL,
	"liked" boolean NOT NULL,
	"rated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "ratings_clip_actor_pk" PRIMARY KEY("clip","actor")
);
--> statement-breakpoint
ALTER TABLE "ratings" ADD CONSTRAINT "ratings_clip_clips_id_fk" FOREIGN KEY ("clip") REFERENCES "public"."clips"("id") ON DELETE no action ON UPDATE no action;