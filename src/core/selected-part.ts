/** A part of a photo that was pointed at: how much of each pixel belongs to it, 0 to 255. */
export type SelectedPart = { readonly width: number; readonly height: number; readonly data: Uint8Array };
