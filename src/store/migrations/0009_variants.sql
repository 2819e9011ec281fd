CREATE TABLE "votes" (
	"job" text NOT NULL,
	"actor" text NOT NULL,
	"clip" text NOT NULL,
	"voted_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "votes_job_actor_pk" PRIMARY KEY("job","actor")
);
--> statement-breakpoint
ALTER TABLE "takes" ADD COLUMN "held" integer;--> statement-breakpoint
ALTER TABLE "votes" ADD CONSTRAINT "votes_job_jobs_id_fk" FOREIGN KEY ("job") REFERENCES "public"."jobs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "votes" ADD CONSTRAINT "votes_clip_clips_id_fk" FOREIGN KEY ("clip") REFERENCES "public"."clips"("id") ON DELETE no action ON UPDATE no action;