//! The order of the gateways, in plain Rust.

/// Which way a gateway is moved by its buttons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Up,
    Down,
}

/// The place next to a place, if there is one.
pub fn neighbour(place: usize, direction: Direction, count: usize) -> Option<usize> {
    match direction {
        Direction::Up => place.checked_sub(1),
        Direction::Down => Some(place + 1).filter(|place| *place < count),
    }
}

/// The same items with one of them taken from its place to another; nothing where that changes nothing.
pub fn moved<T: Clone>(items: &[T], from: usize, to: usize) -> Option<Vec<T>> {
    if from == to || to >= items.len() {
        return None;
    }
    let item = items.get(from)?.clone();
    let mut items = items.to_vec();
    items.remove(from);
    items.insert(to, item);
    Some(items)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_is_taken_to_its_new_place_and_the_others_close_up() {
        let check = |from, to, expected: Option<&str>| {
            let items: Vec<char> = "abcd".chars().collect();
            let moved = moved(&items, from, to).map(|items| items.iter().collect::<String>());
            assert_eq!(moved.as_deref(), expected, "{from} to {to}");
        };
        check(0, 3, Some("bcda"));
        check(3, 0, Some("dabc"));
        check(1, 2, Some("acbd"));
        check(2, 2, None);
        check(0, 4, None);
        check(9, 0, None);
    }

    #[test]
    fn the_ends_have_one_neighbour() {
        assert_eq!(neighbour(0, Direction::Up, 3), None);
        assert_eq!(neighbour(2, Direction::Up, 3), Some(1));
        assert_eq!(neighbour(1, Direction::Down, 3), Some(2));
        assert_eq!(neighbour(2, Direction::Down, 3), None);
    }
}
