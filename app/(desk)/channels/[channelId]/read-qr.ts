const LONGEST_SIDE = 1_024

type ReadPicture = { text: string | null; copy: string }

/**
 * Draws a picture and looks for a QR code in it, all in this browser.
 * @throws DOMException when the picture's host lets no page read it
 */
export async function readQr(picture: HTMLImageElement | ImageBitmap): Promise<ReadPicture> {
  const [width, height] =
    'naturalWidth' in picture ? [picture.naturalWidth, picture.naturalHeight] : [picture.width, picture.height]
  const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height, 1))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(width * scale))
  canvas.height = Math.max(1, Math.round(height * scale))
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) throw new DOMException('no canvas', 'NotSupportedError')
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(picture, 0, 0, canvas.width, canvas.height)
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height)
  const { default: jsQR } = await import('jsqr')
  const found = jsQR(data, canvas.width, canvas.height)
  return { text: found?.data ? found.data : null, copy: canvas.toDataURL('image/png') }
}
