// Package wavelet smooths readings without moving their peaks.
package wavelet

import "errors"

// ErrLength is returned when the number of readings is no power of two.
var ErrLength = errors.New("wavelet: length is no power of two")

// Haar transforms the values in place, coarsest first.
func Haar(values []float64) error {
	n := len(values)
	if n == 0 || n&(n-1) != 0 {
		return ErrLength
	}
	scratch := make([]float64, n)
	for width := n; width > 1; width /= 2 {
		half := width / 2
		for i := 0; i < half; i++ {
			a, b := values[2*i], values[2*i+1]
			scratch[i] = (a + b) / 2
			scratch[half+i] = (a - b) / 2
		}
		copy(values[:width], scratch[:width])
	}
	return nil
}
