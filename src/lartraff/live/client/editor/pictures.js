// A photograph from a phone is made small before it travels; what else the file held (where it was taken, say) is left behind.

const LONGEST = 1600
const QUALITY = 0.82

/**
 * @param {Blob} file
 * @returns {Promise<HTMLCanvasElement>} the picture, drawn, at most 1600 pixels on its longer side
 * @throws {DOMException} when the browser cannot read such pictures
 */
export async function draw(file) {
  const picture = await createImageBitmap(file)
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height))
  const canvas = document.createElement("canvas")
  canvas.width = Math.max(1, Math.round(picture.width * scale))
  canvas.height = Math.max(1, Math.round(picture.height * scale))
  const pen = canvas.getContext("2d")
  pen.fillStyle = "#fff" // what was see-through becomes paper, not black
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.imageSmoothingQuality = "high"
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height)
  picture.close()
  return canvas
}

/** @returns {Promise<Blob>} JPEG */
export function jpeg(canvas) {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/jpeg", QUALITY)
  })
}
