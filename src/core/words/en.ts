import type { WordList } from './word-list.ts';

export const english: WordList = {
  between: /[,;!?\n]+|\.(?=\s|$)|\b(?:and then|then|and|while|with|as|plus)\b/,
  meanings: [
    [
      /\b(?:still|static|fixed|locked) (?:camera|shot)\b|\bcamera (?:is |stays |holds )?still\b|\bno camera\b/,
      { camera: 'still' },
    ],
    [/\bzoom(?:s|ing)?[ -]out\b|\bpull(?:s|ing)?[ -](?:back|out)\b/, { camera: 'zoom-out' }],
    [/\bzoom(?:s|ing)?\b|\bpush(?:es|ing)?[ -]in\b/, { camera: 'zoom-in' }],
    [/\bpan(?:s|ning)?\b.{0,12}\bleft\b/, { camera: 'pan-left' }],
    [/\bpan(?:s|ning)?\b/, { camera: 'pan-right' }],
    [/\btilt(?:s|ing)? (?:slowly |gently )?down\b/, { camera: 'tilt-down' }],
    [/\btilt(?:s|ing)? (?:slowly |gently )?up\b/, { camera: 'tilt-up' }],
    [/\bcamera rolls? left\b/, { camera: 'roll-left' }],
    [/\bcamera rolls? right\b/, { camera: 'roll-right' }],
    [/\borbit(?:s|ing)?\b.{0,12}\bleft\b/, { camera: 'orbit-left' }],
    [/\borbit(?:s|ing)?\b/, { camera: 'orbit-right' }],
    [/\bdolly\b.{0,12}\b(?:out|back)\b/, { camera: 'dolly-out' }],
    [/\bdolly\b/, { camera: 'dolly-in' }],
    [/\b(?:smil(?:e|es|ing)|grins?|grinning)\b/, { effect: 'smile' }],
    [/\bwink(?:s|ing)?\b/, { effect: 'wink' }],
    [
      /\b(?:blink(?:s|ing)?|breath(?:es?|ing))\b|\bcomes? (?:alive|to life)\b|\b(?:tilts?|turns?|moves?) (?:her|his|their|its|the) heads?\b/,
      { effect: 'old-photo' },
    ],
    [/\b(?:talk(?:s|ing)?|speak(?:s|ing)?|nod(?:s|ding)?)\b/, { effect: 'talking-head' }],
    [/\bdanc(?:e|es|ing)\b/, { effect: 'dance' }],
    [/\bkiss(?:es|ed|ing)?\b/, { effect: 'kiss' }],
    [/\b(?:hugs?|hugg(?:ed|ing)|embrac(?:e|es|ed|ing))\b/, { effect: 'hug' }],
    [/\bmelt(?:s|ing)?\b/, { effect: 'melt' }],
    [/\b(?:crush(?:es|ed|ing)?|squee?z(?:e|es|ed|ing)|squash(?:es|ed)?)\b/, { effect: 'crush' }],
    [/\b(?:inflat(?:e|es|ed|ing)|balloons?)\b/, { effect: 'inflate' }],
    [/\b(?:anime|cartoon|manga|comic)\b/, { effect: 'anime' }],
    [
      /\b(?:wind|windy|breeze|breezy)\b|\b(?:hair|cloth|clothes|dress|leaves|grass|curtains?|flags?)\b.{0,14}\b(?:sways?|swaying|blows?|blowing|mov(?:es?|ing)|flutters?|fluttering|drift(?:s|ing)?|wav(?:es?|ing))\b/,
      { effect: 'breeze' },
    ],
    [
      /\b(?:water|river|sea|lake|waterfall|ocean|waves|clouds?|smoke|fog|mist|steam)\b.{0,14}\b(?:flow(?:s|ing)?|mov(?:es?|ing)|ripples?|rippling|drift(?:s|ing)?|ris(?:es?|ing)|rolls?|rolling|falls?|falling)\b|\b(?:flowing|rippling|drifting|rolling|rising) (?:water|river|sea|waves|clouds|smoke|fog|mist)\b/,
      { effect: 'ambient' },
    ],
    [/\b(?:snow(?:s|ing|y|fall|flakes?)?)\b/, { overlay: 'snow' }],
    [/\b(?:rain(?:s|ing|y|fall|drops?)?|drizzles?)\b/, { overlay: 'rain' }],
    [/\b(?:embers?|sparks?)\b/, { overlay: 'embers' }],
    [/\b(?:glow(?:s|ing)?|bokeh|fireflies|magic light|dust motes|sparkles?)\b/, { overlay: 'glow' }],
    [/\b(?:slow(?:ly)?|gentle|gently|subtle|subtly|calm(?:ly)?|soft(?:ly)?)\b/, { pace: 0.65 }],
    [/\b(?:fast|quick(?:ly)?|rapid(?:ly)?|dramatic(?:ally)?|energetic)\b/, { pace: 1.3 }],
    [/\b(?:loop(?:s|ing|ed)?|seamless(?:ly)?|endless(?:ly)?)\b/, { loop: true }],
  ],
  beyond:
    /\b(?:drives?|driving|walk(?:s|ing)?|runs?|running|jump(?:s|ing)?|fl(?:y|ies|ying)|swim(?:s|ming)?|eats?|eating|drinks?|drinking|sings?|singing|explod(?:e|es|ing)|stand(?:s|ing)? up|sits? down|claps?|clapping|throws?|kicks?|picks? up|grabs?|rais(?:e|es|ing)|lifts?|open(?:s|ing)? (?:the|a|her|his|their)|clos(?:e|es|ing) (?:the|a|her|his|their)|cr(?:y|ies|ying)|laugh(?:s|ing)?|wav(?:e|es|ing) (?:at|to|her|his|hello|goodbye)|turn(?:s|ing)? (?:around|into)|appears?|disappears?|transform(?:s|ing)?|fight(?:s|ing)?|shoots?|climb(?:s|ing)?|rid(?:e|es|ing)|play(?:s|ing)?|chas(?:e|es|ing)|leav(?:es|ing) the|enters?|barks?|roars?)\b/,
  filler:
    /\b(?:a|an|the|this|that|it|its|in|on|at|to|of|for|by|from|into|over|is|are|be|make|let|lets|please|very|just|some|little|bit|more|her|his|their|she|he|they|you|me|we|him|them|person|people|man|woman|girl|boy|child|baby|face|head|eyes|hair|cloth|clothes|leaves|water|clouds|smoke|camera|photo|picture|image|video|clip|scene|background|foreground|softly|nicely|beautiful(?:ly)?|cinematic|realistic|natural(?:ly)?|high|quality|hd|4k|8k|detailed|style|effect|motion|movement|light|warm|add|start(?:s)?|begin(?:s)?|lightly|falling|falls?|moving|moves?|slightly|beat|music|rhythm)\b/,
};
