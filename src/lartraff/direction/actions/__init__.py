"""What is done about a school's direction: goals are set, and the groups that will reach them are presented."""

from lartraff.direction.actions.goals import set_goal

__all__ = ["set_goal"]
