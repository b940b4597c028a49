package oracle

import (
	"fmt"
	"reflect"
	"unsafe"
)

// Unexported is the address of a field that Karmada keeps to itself. Another name or type than that is a bug here, and
// shows at once, with every question.
func Unexported[T any](of any, name string) *T {
	field := reflect.ValueOf(of).Elem().FieldByName(name)
	if !field.IsValid() || field.Type() != reflect.TypeFor[T]() {
		panic(fmt.Sprintf("%T has no field %s of type %s", of, name, reflect.TypeFor[T]()))
	}
	return (*T)(unsafe.Pointer(field.UnsafeAddr()))
}
